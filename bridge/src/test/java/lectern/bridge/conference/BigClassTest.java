package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A class of thirty on lines that lose, delay, have little room and break off for a while, with people who come, go and
 * load their page again. What leaves the bridge is judged packet by packet ({@link IsolationRule}); once the lines are
 * well again, everybody hears and sees. {@code -Dlectern.class.packets=2000000 -Dlectern.class.seed=7} makes it long and
 * another; the same seed gives the same class.
 */
class BigClassTest {
    private static final int PEOPLE = 30;
    private static final long PACKETS = Long.getLong("lectern.class.packets", 40_000);
    private static final long SEED = Long.getLong("lectern.class.seed", 30);
    private static final long RECENT = Duration.ofSeconds(2).toNanos();

    /** One class and what happened in it. */
    private static final class Lesson {
        final Simulation simulation;
        final Random random;
        final Set<String> came = new HashSet<>();
        int joins;
        int breaks;

        Lesson(long seed) {
            simulation = new Simulation(seed);
            random = simulation.random;
            for (int i = 0; i < PEOPLE; i++) {
                come("p" + i);
            }
        }

        void come(String who) {
            SimPeer peer = simulation.join(who).mic().camera();
            peer.counts = true;
            peer.stream("mic").level = 20 + random.nextInt(100);
            line(peer);
            simulation.everybody();
            came.add(who);
            joins++;
        }

        /** One in three is on a good line, one on a narrow one, one on a bad one. */
        private void line(SimPeer peer) {
            int kind = random.nextInt(3);
            peer.down.rate = kind == 1 ? 300_000 + random.nextInt(1_500_000) : 0;
            for (SimPath path : new SimPath[] {peer.down, peer.up}) {
                path.loss = kind == 2 ? random.nextDouble() * 0.1 : 0.002;
                path.jitterNanos = Duration.ofMillis(kind == 2 ? 60 : 5).toNanos();
                path.delayNanos = Duration.ofMillis(5 + random.nextInt(60)).toNanos();
            }
        }

        void play(long packets) {
            while (simulation.judged < packets) {
                happens("p" + random.nextInt(PEOPLE));
                simulation.run(Duration.ofMillis(20 + random.nextInt(60)));
                simulation.peers.values().forEach(Lesson::forgetOld);
            }
        }

        private void happens(String who) {
            SimPeer peer = simulation.peers.get(who);
            if (peer == null) {
                come(who);
                return;
            }
            switch (random.nextInt(8)) {
                case 0 -> come(who);
                case 1 -> {
                    simulation.leave(who);
                    simulation.everybody();
                }
                case 2, 3 -> breakOff(peer);
                case 4 -> line(peer);
                default -> {
                    // A moment without events.
                }
            }
        }

        private void breakOff(SimPeer peer) {
            breaks++;
            double up = peer.up.loss;
            double down = peer.down.loss;
            peer.up.loss = 1;
            peer.down.loss = 1;
            simulation.later(Duration.ofMillis(200 + random.nextInt(2_000)).toNanos(), () -> {
                peer.up.loss = Math.min(up, 0.1);
                peer.down.loss = Math.min(down, 0.1);
            });
        }

        private static void forgetOld(SimPeer peer) {
            for (SimInbox inbox : peer.inboxes.values()) {
                if (!inbox.arrivals.isEmpty()) {
                    inbox.arrivals.headMap(inbox.arrivals.lastKey() - 1_000).clear();
                }
            }
        }

        /** Whoever left is back, and all lines are good: for so long. */
        void heal(Duration time) {
            simulation.run(Duration.ofSeconds(3));
            for (int i = 0; i < PEOPLE; i++) {
                if (!simulation.peers.containsKey("p" + i)) {
                    come("p" + i);
                }
            }
            for (SimPeer peer : simulation.peers.values()) {
                peer.down.rate = 0;
                peer.down.loss = 0;
                peer.up.loss = 0;
            }
            simulation.run(time);
        }

        boolean gets(SimPeer peer, boolean video) {
            return peer.inboxes.values().stream()
                    .filter(inbox -> inbox.slot.video() == video)
                    .flatMap(inbox ->
                            inbox.arrivals.descendingMap().values().stream().limit(20))
                    .anyMatch(arrival -> simulation.now() - arrival.at() < RECENT);
        }

        String digest() {
            return simulation.judged + " " + simulation.uplinkBytes + " " + joins + " " + breaks + " " + simulation.log;
        }
    }

    @Test
    void everybodyHearsAndSeesOnceTheLinesAreWellAgain() {
        Lesson lesson = new Lesson(SEED);
        lesson.play(PACKETS);
        lesson.heal(Duration.ofSeconds(5));
        Simulation simulation = lesson.simulation;
        System.out.printf(
                "class: seed %d, %d packets left, %d of them again, %d joins, %d interruptions%n",
                SEED, simulation.judged, simulation.conference.stats().retransmitted(), lesson.joins, lesson.breaks);
        assertThat(simulation.peers).hasSize(PEOPLE);
        assertThat(simulation.peers.values())
                .allMatch(peer -> peer.endpoint.link().up());
        assertThat(simulation.peers.values().stream().filter(peer -> !lesson.gets(peer, false)))
                .as("who hear nobody")
                .isEmpty();
        assertThat(simulation.peers.values().stream().filter(peer -> !lesson.gets(peer, true)))
                .as("who see nobody")
                .isEmpty();
        assertThat(simulation.log).noneMatch(line -> line.endsWith("internal error"));
        assertThat(simulation.log)
                .as("an interruption of two seconds costs nobody the connection")
                .noneMatch(line -> line.startsWith("disconnected"));
        assertThat(lesson.joins).isGreaterThan(PEOPLE);
        assertThat(lesson.breaks).isPositive();
    }

    @Test
    void theSameSeedGivesTheSameClass() {
        Lesson one = new Lesson(SEED + 1);
        Lesson other = new Lesson(SEED + 1);
        one.play(8_000);
        other.play(8_000);
        assertThat(one.digest()).isEqualTo(other.digest());
    }
}
