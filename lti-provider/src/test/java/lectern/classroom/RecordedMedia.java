package lectern.classroom;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Stands for the engine and remembers what it was asked. */
public final class RecordedMedia implements Media, Media.Engine {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Audience> audiences = new ArrayList<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile Media.@Nullable Listener listener;
    private volatile boolean channels;

    @Override
    public Media open(Session session, Listener told, ClassClock clock) {
        listener = told;
        calls.add("open");
        return this;
    }

    /** What the engine would tell; from any thread. */
    public Listener tell() {
        Listener now = listener;
        if (now == null) {
            throw new AssertionError("the class has not opened its media");
        }
        return now;
    }

    public List<String> calls() {
        return calls;
    }

    /** Texts sent on data channels, as {@code person text}. */
    public List<String> sent() {
        return sent;
    }

    /** Whether data channels take texts. */
    public void channels(boolean work) {
        channels = work;
    }

    public synchronized List<Audience> audiences() {
        return List.copyOf(audiences);
    }

    @Override
    public CompletionStage<String> join(String person, int tiles) {
        calls.add("join " + person + " " + tiles);
        return CompletableFuture.completedFuture("offer for " + person);
    }

    @Override
    public CompletionStage<Void> answer(String person, String sdp) {
        calls.add("answer " + person);
        return sdp.equals("v=0 wrong")
                ? CompletableFuture.failedFuture(new IllegalArgumentException("The answer has no line mic."))
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<String> restart(String person) {
        calls.add("restart " + person);
        return CompletableFuture.completedFuture("restart for " + person);
    }

    @Override
    public void leave(String person) {
        calls.add("leave " + person);
    }

    @Override
    public synchronized void audience(Audience audience) {
        audiences.add(audience);
    }

    @Override
    public void view(String person, List<Tile> tiles) {
        calls.add("view " + person + " " + tiles.size());
    }

    @Override
    public CompletionStage<Boolean> send(String person, String text) {
        if (channels) {
            sent.add(person + " " + text);
        }
        return CompletableFuture.completedFuture(channels);
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
