package lectern.bridge.conference;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import lectern.bridge.AudienceTable;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceException;
import lectern.bridge.ConferenceStats;
import lectern.bridge.Tap;
import lectern.bridge.View;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The outside of a conference: posts every call to its loop. */
final class EmbeddedConference implements Conference {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedConference.class);

    private final ConferenceState state;
    private final Executor loop;
    private final Runnable whenClosed;

    EmbeddedConference(ConferenceState state, Executor loop, Runnable whenClosed) {
        this.state = state;
        this.loop = loop;
        this.whenClosed = whenClosed;
    }

    @Override
    public String id() {
        return state.id();
    }

    @Override
    public CompletableFuture<String> join(String endpoint, Slots slots) {
        return ask(() -> state.join(endpoint, slots));
    }

    @Override
    public CompletableFuture<Void> answer(String endpoint, String sdp) {
        return command(() -> state.answer(endpoint, sdp));
    }

    @Override
    public CompletableFuture<String> restart(String endpoint) {
        return ask(() -> state.restart(endpoint));
    }

    @Override
    public void leave(String endpoint) {
        tell(() -> state.leave(endpoint));
    }

    @Override
    public CompletableFuture<Void> audience(AudienceTable table) {
        return command(() -> state.audience(table));
    }

    @Override
    public void view(String endpoint, View view) {
        tell(() -> state.view(endpoint, view));
    }

    @Override
    public CompletableFuture<Boolean> send(String endpoint, String text) {
        return ask(() -> state.send(endpoint, text));
    }

    @Override
    public void tap(Tap tap) {
        tell(() -> state.tap(tap));
    }

    @Override
    public void requestKeyframe(int tapTrack) {
        tell(() -> state.taps().requestKeyframe(tapTrack));
    }

    @Override
    public CompletableFuture<ConferenceStats> stats() {
        return ask(state::stats);
    }

    @Override
    public void close() {
        tell(() -> {
            state.close();
            whenClosed.run();
        });
    }

    private CompletableFuture<Void> command(Runnable action) {
        return this.<@Nullable Void>ask(() -> {
            action.run();
            return null;
        });
    }

    /** For calls that have nothing to answer: once everything is closed they do nothing. */
    private void tell(Runnable action) {
        try {
            loop.execute(() -> run(
                    () -> {
                        action.run();
                        return true;
                    },
                    new CompletableFuture<>()));
        } catch (RejectedExecutionException e) {
            LOG.atDebug().addKeyValue("conference", id()).log("a call after the end");
        }
    }

    private <T> CompletableFuture<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            loop.execute(() -> run(question, answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new IllegalStateException(e.getMessage(), e));
        }
        return answer;
    }

    private <T> void run(Supplier<T> question, CompletableFuture<T> answer) {
        if (state.closed()) {
            answer.completeExceptionally(new IllegalStateException("the conference is closed"));
            return;
        }
        T result;
        try {
            result = question.get();
        } catch (ConferenceException e) {
            answer.completeExceptionally(e);
            return;
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("conference", id()).setCause(e).log("conference failed and is closed");
            state.close();
            whenClosed.run();
            answer.completeExceptionally(e);
            return;
        }
        answer.complete(result);
    }
}
