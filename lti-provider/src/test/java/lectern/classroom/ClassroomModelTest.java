package lectern.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lectern.account.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random people do random things; after each, everybody receives exactly what the simple model says. */
class ClassroomModelTest {
    private static final int STEPS = 10_000;
    private static final List<String> PEOPLE =
            List.of("ha", "hb", "s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "o1", "o2");

    private static final Session.Setup SETUP = TestClass.setup(true);

    private final TestClass test = new TestClass();
    private final ClassModel model = new ClassModel();
    private Random random = new Random();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everybodyReceivesExactlyWhatTheModelSays(long seed) {
        random = new Random(seed);
        PEOPLE.forEach(who -> model.roles.put(who, role(who)));
        int held = 0;
        for (int step = 0; step < STEPS; step++) {
            if (!model.live) {
                test.start("ha", SETUP);
                model.start("ha", SETUP.record());
                held++;
            } else {
                act();
            }
            assertThat(test.live()).as("step %d", step).isEqualTo(model.live);
            if (model.live) {
                compare(step);
            }
        }
        assertThat(held).isGreaterThan(1);
        theStateIsWhatTheEventsSay();
    }

    private static Role role(String who) {
        return switch (who.charAt(0)) {
            case 'h' -> Role.HOST;
            case 's' -> Role.STUDENT;
            default -> Role.OBSERVER;
        };
    }

    private String anybody() {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    private void act() {
        String who = anybody();
        switch (random.nextInt(22)) {
            case 0, 1, 2, 3 -> {
                test.enter(who, role(who));
                model.enter(who);
            }
            case 4 -> {
                test.lost(who);
                model.lost(who);
            }
            case 5 -> {
                if (random.nextInt(3) == 0) {
                    test.submit(who, new ClassCommand.Leave());
                    model.leave(who);
                }
            }
            case 6 -> pass();
            case 7, 8 -> mute(who);
            case 9 -> muteAll(who);
            case 10, 11 -> open(who);
            case 12 -> move(who);
            case 13 -> visit(who);
            case 14 -> closeOrTime(who);
            case 15, 16 -> peek(who);
            case 17, 18 -> talk(who);
            case 19 -> rules(who);
            case 20 -> hideOrDevice(who);
            default -> recordOrEnd(who);
        }
    }

    private void pass() {
        // Mostly seconds; sometimes so long that a class without a host ends.
        long seconds = random.nextInt(40) == 0 ? 1_000 : random.nextInt(25);
        test.loop.pass(Duration.ofSeconds(seconds));
        model.pass(seconds);
    }

    private void mute(String who) {
        String whom = anybody();
        boolean on = random.nextBoolean();
        test.submit(who, new PersonCommand.Mute(whom, on));
        if (model.host(who) && model.present.contains(whom)) {
            set(model.muted, whom, on);
        }
    }

    private void muteAll(String who) {
        boolean on = random.nextBoolean();
        test.submit(who, new PersonCommand.MuteAll(on));
        if (model.host(who)) {
            model.muteAll = on;
            model.known.stream().filter(p -> role(p) == Role.STUDENT).forEach(p -> set(model.muted, p, on));
        }
    }

    private static void set(Set<String> in, String who, boolean on) {
        if (on) {
            in.add(who);
        } else {
            in.remove(who);
        }
    }

    private void open(String who) {
        List<String> everybody = new ArrayList<>(PEOPLE);
        Collections.shuffle(everybody, random);
        int rooms = 1 + random.nextInt(3);
        List<RoomCommand.Open.Plan> plans = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            plans.add(new RoomCommand.Open.Plan("Room " + i, everybody.subList(i * 3, i * 3 + 1 + random.nextInt(3))));
        }
        Integer minutes = random.nextBoolean() ? null : 1 + random.nextInt(3);
        test.submit(who, new RoomCommand.Open(plans, minutes));
        if (model.host(who) && model.open.isEmpty()) {
            for (RoomCommand.Open.Plan plan : plans) {
                int n = ++model.lastRoom;
                model.open.add(n);
                plan.people().stream().filter(model.present::contains).forEach(p -> model.move(p, n));
            }
            model.roomsEnd = minutes == null ? null : model.now + 60L * minutes;
        }
    }

    private int someRoom() {
        return random.nextInt(model.lastRoom + 2);
    }

    private void move(String who) {
        String whom = anybody();
        int room = someRoom();
        test.submit(who, new RoomCommand.Move(whom, room));
        if (model.host(who) && model.present.contains(whom) && (room == 0 || model.open.contains(room))) {
            model.move(whom, room);
        }
    }

    private void visit(String who) {
        int room = someRoom();
        test.submit(who, new RoomCommand.Visit(room));
        if (model.host(who) && (room == 0 || model.open.contains(room))) {
            model.move(who, room);
        }
    }

    private void peek(String who) {
        Integer room = random.nextInt(4) == 0 ? null : (Integer) someRoom();
        test.submit(who, new ModeCommand.Peek(room));
        if (!model.host(who)) {
            return;
        }
        if (room == null) {
            model.peek.remove(who);
        } else if (elsewhere(who, room)) {
            model.peek.put(who, room);
        }
    }

    /** Whether it is a room that one is not in, while rooms are open. */
    private boolean elsewhere(String who, int room) {
        boolean exists = room == 0 || model.open.contains(room);
        return !model.open.isEmpty() && exists && model.room.getOrDefault(who, 0) != room;
    }

    private void talk(String who) {
        int room = someRoom();
        String whom = anybody();
        Address to = switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> Address.ROOMS;
            case 2 -> Address.room(room);
            default -> Address.person(whom);
        };
        test.submit(who, new ModeCommand.Talk(to));
        if (!model.host(who)) {
            return;
        }
        if (to == null) {
            model.voice.remove(who);
            model.voiceEnd.remove(who);
        } else if (to.to() == Address.To.ROOMS && !model.open.isEmpty()) {
            speak(who, "rooms");
        } else if (to.room() != null && elsewhere(who, room)) {
            speak(who, "room " + room);
        } else if (to.person() != null && !whom.equals(who) && model.present.contains(whom)) {
            speak(who, "person " + whom);
        }
    }

    private void speak(String who, String where) {
        model.voice.put(who, where);
        model.voiceEnd.put(who, model.now + ModeCommand.Talk.MAX_SECONDS);
    }

    private void rules(String who) {
        boolean see = random.nextInt(4) == 0;
        boolean hear = random.nextInt(4) == 0;
        test.submit(who, new ModeCommand.SetRules(see, hear));
        if (model.host(who)) {
            model.seeHosts = see;
            model.hearHosts = hear;
        }
    }

    private void hideOrDevice(String who) {
        boolean on = random.nextBoolean();
        boolean present = model.live && model.present.contains(who);
        if (random.nextBoolean()) {
            test.submit(who, new ModeCommand.Hide(on));
            if (present && role(who) == Role.STUDENT) {
                set(model.hidden, who, on);
            }
            return;
        }
        test.submit(who, new PersonCommand.Device(on, true, false));
        if (present && role(who) != Role.OBSERVER) {
            set(model.mics, who, on);
            if (!on) {
                model.voice.remove(who, "nobody");
            }
        }
    }

    private void closeOrTime(String who) {
        boolean may = model.host(who) && !model.open.isEmpty();
        switch (random.nextInt(3)) {
            case 0 -> {
                test.submit(who, new RoomCommand.Close(0));
                if (may) {
                    model.close();
                }
            }
            case 1 -> {
                int notice = 1 + random.nextInt(60);
                test.submit(who, new RoomCommand.Close(notice));
                if (may) {
                    model.roomsClose = model.now + notice;
                }
            }
            default -> {
                Integer minutes = random.nextBoolean() ? null : 1 + random.nextInt(4);
                test.submit(who, new RoomCommand.Timer(minutes));
                if (may) {
                    model.roomsEnd = minutes == null ? null : model.now + 60L * minutes;
                }
            }
        }
    }

    private void recordOrEnd(String who) {
        if (random.nextInt(60) == 0) {
            test.submit(who, new ClassCommand.End());
            model.live = !model.host(who);
            return;
        }
        boolean on = random.nextBoolean();
        test.submit(who, new ClassCommand.SetRecording(on));
        if (model.host(who)) {
            model.recording = on;
        }
    }

    private void compare(int step) {
        Audience audience = test.audience();
        for (String receiver : PEOPLE) {
            Audience.Row row = audience.row(receiver);
            assertThat(row.hears())
                    .as("step %d: heard by %s", step, receiver)
                    .isEqualTo(all(s -> model.hears(receiver, s)));
            assertThat(row.sees())
                    .as("step %d: seen by %s", step, receiver)
                    .isEqualTo(all(s -> model.sees(receiver, s)));
            assertThat(row.watches())
                    .as("step %d: screens of %s", step, receiver)
                    .isEqualTo(all(s -> model.watches(receiver, s)));
        }
        assertThat(audience.recorder().sees()).as("step %d: recorded", step).isEqualTo(all(model::recordsPicture));
        assertThat(audience.recorder().hears())
                .as("step %d: recorded sound", step)
                .isEqualTo(all(model::recordsSound));
        assertThat(audience.recorder().watches()).isEqualTo(all(model::recordsScreen));
    }

    private static Set<String> all(java.util.function.Predicate<String> which) {
        Set<String> those = new HashSet<>();
        PEOPLE.stream().filter(which).forEach(those::add);
        return those;
    }

    /** Folds the last session's events again, through their stored form, and finds the same audience. */
    private void theStateIsWhatTheEventsSay() {
        if (!model.live) {
            test.start("ha");
        }
        ClassState folded = new ClassState();
        int from = 0;
        for (int i = 0; i < test.events.size(); i++) {
            from = test.events.get(i).event() instanceof Event.Started ? i : from;
        }
        for (Stamped stamped : test.events.subList(from, test.events.size())) {
            Event event = EventJson.read(EventJson.type(stamped.event()), EventJson.payload(stamped.event()))
                    .orElseThrow();
            folded.apply(new Stamped(stamped.n(), stamped.micros(), event), 0);
        }
        assertThat(Audience.of(folded)).isEqualTo(test.audience());
        assertThat(folded.hands()).isEqualTo(test.state().hands());
        assertThat(folded.rooms()).isEqualTo(test.state().rooms());
        long minute = TimeUnit.MINUTES.toMicros(1);
        assertThat(folded.roomsEndAt() == null || folded.roomsEndAt() > minute).isTrue();
    }
}
