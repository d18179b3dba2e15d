package lectern.classroom;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import lectern.account.Role;
import lectern.classroom.Outcome.Refusal;
import lectern.policy.Policy;
import org.jspecify.annotations.Nullable;

/** A classroom on the test's thread, with everything around it remembered. */
final class TestClass {
    static final Session.Setup SETUP = setup(false);

    static Session.Setup setup(boolean peek) {
        return new Session.Setup(
                7, 1, "Waves", "Physics 101", true, 180, false, peek, Session.Codecs.DEFAULT, Policy.OPEN);
    }

    final TestLoop loop = new TestLoop();
    final RecordedMedia media = new RecordedMedia();
    final List<Stamped> events = new ArrayList<>();
    final List<String> journal = new ArrayList<>();
    final Classroom classroom;

    TestClass() {
        this(100);
    }

    TestClass(int maxPeople) {
        Journal stored = new Journal() {
            @Override
            public void opened(Session session) {
                journal.add("opened");
            }

            @Override
            public void append(Session session, Stamped stamped, long personKey) {
                journal.add(stamped.n() + " " + EventJson.type(stamped.event()) + " " + personKey);
            }

            @Override
            public void closed(Session session, long endMicros) {
                journal.add("closed");
            }
        };
        SessionListener everything = new SessionListener() {
            @Override
            public void happened(Session session, ClassState state, Stamped stamped) {
                events.add(stamped);
            }
        };
        classroom = new Classroom(
                7,
                loop,
                new Classroom.Surroundings(
                        media,
                        stored,
                        List.of(everything),
                        new Classroom.Limits(maxPeople, Duration.ofMinutes(15), Duration.ofSeconds(20)),
                        () -> Instant.parse("2026-11-23T10:00:00Z"),
                        loop::nanos,
                        () -> "session"));
    }

    static Person person(String id, Role role) {
        return new Person(id, id.hashCode() & 0xffff, id + "'s name", role, true);
    }

    /** A class that ada has started and is in. */
    static TestClass started() {
        TestClass test = new TestClass();
        test.start("ada");
        return test;
    }

    /** The same, and hosts may look into rooms unseen. */
    static TestClass startedWithPeeks() {
        TestClass test = new TestClass();
        test.start("ada", setup(true));
        return test;
    }

    void start(String host) {
        start(host, SETUP);
    }

    void start(String host, Session.Setup setup) {
        loop.run(() -> {
            classroom.start(person(host, Role.HOST), setup);
            classroom.enter(person(host, Role.HOST));
        });
    }

    @Nullable
    Refusal enter(String id, Role role) {
        Refusal[] refusal = new Refusal[1];
        loop.run(() -> refusal[0] = classroom.enter(person(id, role)));
        return refusal[0];
    }

    @Nullable
    Refusal enter(String id, Role role, Set<Long> groups) {
        Refusal[] refusal = new Refusal[1];
        loop.run(() -> refusal[0] = classroom.enter(person(id, role), groups));
        return refusal[0];
    }

    @Nullable
    Refusal submit(String id, Command command) {
        Refusal[] refusal = new Refusal[1];
        loop.run(() -> refusal[0] = classroom.submit(id, command));
        return refusal[0];
    }

    String code(String id, Command command) {
        Refusal refusal = submit(id, command);
        return refusal == null ? "ok" : refusal.code();
    }

    void lost(String id) {
        loop.run(() -> classroom.lost(id));
    }

    void told(Runnable byTheEngine) {
        byTheEngine.run();
        loop.run(() -> {});
    }

    ClassState state() {
        ClassState[] state = new ClassState[1];
        loop.run(() -> state[0] = classroom.held().orElseThrow().state());
        return state[0];
    }

    Audience audience() {
        Audience[] audience = new Audience[1];
        loop.run(() -> audience[0] = classroom.held().orElseThrow().audience());
        return audience[0];
    }

    boolean live() {
        return classroom.status().phase() == Phase.LIVE;
    }

    <E extends Event> List<E> events(Class<E> type) {
        return events.stream()
                .map(Stamped::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
