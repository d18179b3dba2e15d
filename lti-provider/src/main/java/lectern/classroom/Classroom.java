package lectern.classroom;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import lectern.account.Role;
import lectern.classroom.Outcome.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One class of an LMS link: idle, or held. It lives as long as the process and may be held many times. All but {@link
 * #loop()}, {@link #status()}, {@link #drain} and {@link #stop()} is for the class's loop only.
 */
public final class Classroom {
    private static final Logger LOG = LoggerFactory.getLogger(Classroom.class);

    private final long classId;
    private final Loop loop;
    private final Surroundings around;
    private final List<SessionListener> listeners = new ArrayList<>();
    private @Nullable Running running;
    private @Nullable Timers timers;
    private Media.@Nullable ClientListener clients;
    private volatile Status status = Status.IDLE;
    private volatile boolean draining;
    private boolean stopped;

    /**
     * What every class of a process shares.
     *
     * @param everywhere follows the sessions of all classes
     */
    public record Surroundings(
            Media.Engine engine,
            Journal journal,
            List<SessionListener> everywhere,
            Limits limits,
            Supplier<Instant> wallClock,
            LongSupplier nanos,
            Supplier<String> ids) {
        public Surroundings {
            everywhere = List.copyOf(everywhere);
        }
    }

    /**
     * What a class may take.
     *
     * @param maxPeople present at once
     * @param resume how long a lost connection's place is kept
     */
    public record Limits(int maxPeople, Duration endWithoutHostAfter, Duration resume) {}

    /** What anybody may know at any time. */
    public record Status(
            Phase phase, @Nullable String session, @Nullable Instant startedAt, int here) {
        static final Status IDLE = new Status(Phase.IDLE, null, null, 0);
    }

    Classroom(long classId, Loops loops, Surroundings around) {
        this.classId = classId;
        this.around = around;
        this.loop = loops.loop(this::failed);
        listeners.addAll(around.everywhere());
    }

    /** For tests, on a loop of theirs. */
    Classroom(long classId, Loop loop, Surroundings around) {
        this.classId = classId;
        this.around = around;
        this.loop = loop;
        listeners.addAll(around.everywhere());
    }

    public Loop loop() {
        return loop;
    }

    public Status status() {
        return status;
    }

    /** Whether the class is kept from starting; one that is held goes on. Any thread. */
    void drain(boolean on) {
        draining = on;
    }

    /** Who shows this class to its people; set once, before the first start. */
    public void show(SessionListener listener, Media.ClientListener media) {
        assert loop.inLoop();
        listeners.add(listener);
        clients = media;
    }

    public Phase phase() {
        assert loop.inLoop();
        return running == null ? Phase.IDLE : Phase.LIVE;
    }

    /** The session being held, with its state, audience and media. */
    public Optional<Held> held() {
        assert loop.inLoop();
        return Optional.ofNullable(running).map(r -> new Held(r.session(), r.state(), r.audience(), r.media()));
    }

    /** A session at this moment. */
    public record Held(Session session, ClassState state, Audience audience, Media media) {}

    /** Starts the class; refused when it is held already or the person is no host. */
    public @Nullable Refusal start(Person host, Session.Setup setup) {
        assert loop.inLoop();
        if (!Permissions.allows(host.role(), Action.START, phase())) {
            return new Refusal("not_allowed", "Only a teacher can start the class.");
        }
        if (stopped) {
            return new Refusal("busy", "The server is being stopped. Try again in a few minutes.");
        }
        if (draining) {
            return new Refusal(
                    "busy", "The server is about to be updated and starts no new class. Try again in a few minutes.");
        }
        ClassClock clock = ClassClock.startingAt(around.wallClock().get(), around.nanos());
        Session session = new Session(around.ids().get(), setup, host, clock);
        Media media = around.engine().open(session, onLoop(), clock);
        Running started = new Running(session, media, around.journal(), listeners);
        running = started;
        timers = new Timers(
                loop,
                started,
                around.limits(),
                new Timers.Due(
                        () -> closeRooms(started),
                        person -> giveUpOn(started, person),
                        person -> endTalk(started, person),
                        () -> end(started, null)));
        started.begin();
        timers.endAfter(setup.policy().longest());
        List<Event> events = new ArrayList<>();
        events.add(new Event.Started(host.id()));
        if (setup.peek()) {
            events.add(new Event.RulesSet(new Rules(true, false, false)));
        }
        if (setup.record()) {
            events.add(new Event.Recording(true));
        }
        commit(events, null);
        LOG.atInfo()
                .addKeyValue("class", classId)
                .addKeyValue("session", session.id())
                .log("A class started");
        return null;
    }

    /** Lets somebody in, or back in, of whom no group matters. */
    public @Nullable Refusal enter(Person person) {
        return enter(person, Set.of());
    }

    /**
     * Lets somebody in, or back in.
     *
     * @param groups of the course that the person is in; rooms may be open by them
     */
    public @Nullable Refusal enter(Person person, Set<Long> groups) {
        Running now = running;
        if (now == null || !Permissions.allows(person.role(), Action.ENTER, phase())) {
            return new Refusal("not_started", "The class has not started yet.");
        }
        Optional<Participant> known = now.state().find(person.id());
        boolean present = known.map(Participant::present).orElse(false);
        if (present && known.get().person().equals(person)) {
            if (!known.get().here()) {
                commit(List.of(new Event.Back(person.id())), null);
            }
            return null;
        }
        int most = now.session().setup().policy().people(around.limits().maxPeople());
        if (!present && now.state().present().size() >= most) {
            return new Refusal("class_full", "The class is full: " + most + " people are in it already.");
        }
        int room = now.state().roomFor(person, groups);
        List<Event> events = new ArrayList<>();
        events.add(new Event.Joined(person.id(), person.name(), person.role(), person.counted(), room));
        if (known.isEmpty() && now.state().muteAll() && person.role() == Role.STUDENT) {
            events.add(new Event.Muted(person.id(), true));
        }
        commit(events, person);
        return null;
    }

    /** The person's connection is lost; the place is kept for a while. */
    public void lost(String person) {
        assert loop.inLoop();
        if (running != null
                && running.state().present(person).filter(Participant::here).isPresent()) {
            commit(List.of(new Event.Away(person)), null);
        }
    }

    /** Carries a command out, or says why not. */
    public @Nullable Refusal submit(String person, Command command) {
        assert loop.inLoop();
        Running now = running;
        Participant actor = now == null ? null : now.state().present(person).orElse(null);
        if (now == null || actor == null) {
            return new Refusal("not_started", "The class has not started yet.");
        }
        if (!Permissions.allows(actor.person().role(), command.action(), Phase.LIVE)) {
            return new Refusal("not_allowed", "You may not do that in this class.");
        }
        Refusal closed =
                Permissions.closed(command.action(), now.session().setup().policy());
        if (closed != null) {
            return closed;
        }
        Outcome outcome = command.decide(now.state(), actor, now.micros());
        if (outcome.refusal() == null && !outcome.events().isEmpty()) {
            commit(outcome.events(), null);
        }
        return outcome.refusal();
    }

    /** Whether the role may do this now; for what is not a {@link Command}. */
    public boolean allows(Role role, Action action) {
        return Permissions.allows(role, action, phase());
    }

    /** The engine says whether somebody speaks. What a muted microphone picks up is nobody's business. */
    private void heard(String person, boolean speaking) {
        Running now = running;
        if (now != null
                && now.state()
                        .present(person)
                        .filter(p -> p.speaking() != speaking && !(speaking && p.muted()))
                        .isPresent()) {
            commit(List.of(new Event.Speaking(person, speaking)), null);
        }
    }

    private void commit(List<? extends Event> events, @Nullable Person joining) {
        assert loop.inLoop();
        Running now = running;
        Timers clocks = timers;
        if (now == null || clocks == null) {
            throw new IllegalStateException("nothing can happen in a class that is not held");
        }
        now.commit(events, joining);
        events.forEach(clocks::happened);
        if (now.state().ended()) {
            finish(now, clocks);
        } else {
            status = new Status(
                    Phase.LIVE, now.session().id(), now.session().clock().startedAt(), (int)
                            now.state().present().stream()
                                    .filter(Participant::here)
                                    .count());
        }
    }

    private void finish(Running ending, Timers clocks) {
        running = null;
        timers = null;
        status = Status.IDLE;
        clocks.cancel();
        ending.finish();
        LOG.atInfo()
                .addKeyValue("class", classId)
                .addKeyValue("session", ending.session().id())
                .log("A class ended");
    }

    private void closeRooms(Running whose) {
        if (running == whose && whose.state().roomsOpen()) {
            commit(RoomCommand.closing(whose.state(), null), null);
        }
    }

    private void giveUpOn(Running whose, String person) {
        if (running == whose && whose.state().present(person).isPresent()) {
            commit(List.of(new Event.Left(person)), null);
        }
    }

    private void endTalk(Running whose, String person) {
        Participant talker = running == whose ? whose.state().find(person).orElse(null) : null;
        Long until = talker == null ? null : talker.addressUntil();
        if (talker != null && talker.address() != null && until != null && until <= whose.micros()) {
            commit(List.of(new Event.Talk(person, talker.afterAddress(), null)), null);
        }
    }

    private void end(Running whose, @Nullable String by) {
        if (running == whose) {
            commit(List.of(new Event.Ended(by)), null);
        }
    }

    /** Ends the class if it is held, because the process ends; completes when it is done. Any thread. */
    public CompletableFuture<Void> stop() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean posted = loop.post(() -> {
            stopped = true;
            if (running != null) {
                end(running, null);
            }
            done.complete(null);
        });
        if (!posted) {
            done.complete(null);
        }
        return done;
    }

    /** A programmer's mistake: this class ends, the others go on. */
    private void failed(Throwable mistake) {
        LOG.atError().addKeyValue("class", classId).setCause(mistake).log("A class failed and is closed");
        Running broken = running;
        Timers clocks = timers;
        if (broken != null && clocks != null) {
            finish(broken, clocks);
        }
    }

    private Media.Listener onLoop() {
        Media.ClientListener shown = clients == null ? Nobody.INSTANCE : clients;
        return new Media.Listener() {
            @Override
            public void channelOpened(String person) {
                loop.post(() -> shown.channelOpened(person));
            }

            @Override
            public void message(String person, String text) {
                loop.post(() -> shown.message(person, text));
            }

            @Override
            public void slots(String person, long revision, List<Media.Slot> slots) {
                loop.post(() -> shown.slots(person, revision, slots));
            }

            @Override
            public void videoCodec(String codec) {
                loop.post(() -> shown.videoCodec(codec));
            }

            @Override
            public void limited(String person, String kind, String limit) {
                loop.post(() -> shown.limited(person, kind, limit));
            }

            @Override
            public void watched(String person, Media.Watched watched) {
                loop.post(() -> shown.watched(person, watched));
            }

            @Override
            public void quality(String person, Media.Quality quality) {
                loop.post(() -> shown.quality(person, quality));
            }

            @Override
            public void speaking(String person, boolean speaking) {
                loop.post(() -> heard(person, speaking));
            }
        };
    }

    /** When nobody shows the class. */
    private enum Nobody implements Media.ClientListener {
        INSTANCE
    }
}
