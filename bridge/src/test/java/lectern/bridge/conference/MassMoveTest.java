package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.bridge.AudienceTable;
import lectern.bridge.Conference;
import lectern.bridge.SourceKind;
import lectern.bridge.View;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Thirty people go into eight rooms and come back, with cameras as browsers send them: 90 and 210 kbps, keyframes of 5
 * and 12 kB on both layers for one request, 10 ms of network there and back. How soon everybody sees, and what the
 * keyframes cost the way in. One keyframe of every camera is x1.4 by itself in a second that has them all.
 */
class MassMoveTest {
    private static final int PEOPLE = 30;
    private static final int ROOMS = 8;
    private static final long MILLI = 1_000_000L;
    /** A window over which the way in is added up. */
    private static final int STEP_MILLIS = 10;

    private final Simulation simulation = new Simulation(30);
    private final List<String> names = new ArrayList<>();

    @BeforeEach
    void aClass() {
        // Packets of one sender keep their order, so that nothing is asked for again: that is another test's subject.
        simulation.jitterNanos = 0;
        for (int i = 0; i < PEOPLE; i++) {
            String name = String.format("p%02d", i);
            names.add(name);
            SimPeer peer =
                    simulation.join(name, new Conference.Slots(6, 26)).mic().camera();
            peer.stream("mic").level = i % 3 == 0 ? 30 : 90;
            peer.stream("caml").keyPackets = 12;
            peer.stream("camh").keyPackets = 27;
            peer.stream("camh").framePackets = 4;
        }
        rooms(false);
        simulation.run(Duration.ofSeconds(3));
    }

    /** Everybody in one room, or each in one of eight. */
    private void rooms(boolean apart) {
        Map<String, AudienceTable.Row> rows = new HashMap<>();
        for (int i = 0; i < PEOPLE; i++) {
            Set<String> mates = new HashSet<>(mates(i, apart));
            rows.put(names.get(i), new AudienceTable.Row(mates, mates, Set.of()));
        }
        simulation.audience(new AudienceTable(rows, AudienceTable.Row.NOTHING));
    }

    private List<String> mates(int who, boolean apart) {
        List<String> mates = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            if (i != who && (!apart || i % ROOMS == who % ROOMS)) {
                mates.add(names.get(i));
            }
        }
        return mates;
    }

    /** What clients ask for once they have laid out the new room: large tiles for few, small ones for many. */
    private void views(boolean apart) {
        for (int i = 0; i < PEOPLE; i++) {
            List<View.Tile> tiles = mates(i, apart).stream()
                    .limit(25)
                    .map(mate -> new View.Tile(mate, SourceKind.CAMERA, apart ? 360 : 120))
                    .toList();
            simulation.conference.view(names.get(i), new View(tiles));
        }
    }

    @Test
    void everybodySeesTheNewRoomSoonAndTheWayInStaysCalm() {
        Ingress calm = new Ingress();
        calm.run(1_500);
        long before = keyframes();
        Moved out = move(true);
        Moved back = move(false);
        report("into 8 rooms", out, calm);
        report("back", back, calm);
        assertThat(out.sound(95)).isLessThanOrEqualTo(150);
        assertThat(out.picture(95)).isLessThanOrEqualTo(400);
        assertThat(back.sound(99)).isLessThanOrEqualTo(200);
        assertThat(back.picture(99)).isLessThanOrEqualTo(500);
        assertThat(out.in.peak(1_000)).isLessThanOrEqualTo(1.5 * calm.mean());
        assertThat(back.in.peak(1_000)).isLessThanOrEqualTo(1.5 * calm.mean());
        assertThat(keyframes() - before)
                .as("one keyframe of each camera for each move, and a second one for large tiles")
                .isLessThanOrEqualTo(3L * PEOPLE);
        assertThat(mostRequestsInASecond())
                .as("requests to one camera in a second")
                .isLessThanOrEqualTo(2);
    }

    private long keyframes() {
        return simulation.peers.values().stream()
                .mapToLong(peer -> peer.stream("caml").keyframes)
                .sum();
    }

    private int mostRequestsInASecond() {
        int most = 0;
        for (SimPeer peer : simulation.peers.values()) {
            List<Long> asked = peer.keyframesAskedAt;
            for (int i = 0, j = 0; i < asked.size(); i++) {
                while (asked.get(i) - asked.get(j) >= 1_000 * MILLI) {
                    j++;
                }
                most = Math.max(most, i - j + 1);
            }
        }
        return most;
    }

    private Moved move(boolean apart) {
        Moved moved = new Moved(simulation.now());
        rooms(apart);
        moved.in.run(100);
        views(apart);
        moved.in.run(1_400);
        for (int i = 0; i < PEOPLE; i++) {
            SimPeer peer = simulation.peer(names.get(i));
            // Who stayed together goes on seeing each other: only new faces are waited for.
            int who = i;
            Set<String> fresh = new HashSet<>(mates(i, apart));
            fresh.removeIf(mate -> !apart && names.indexOf(mate) % ROOMS == who % ROOMS);
            moved.look(peer, fresh);
        }
        return moved;
    }

    private void report(String what, Moved moved, Ingress calm) {
        System.out.printf(
                "30 people %s: first sound p95 %d ms p99 %d ms; first picture of somebody p95 %d ms p99 %d ms; way in"
                        + " %.1f Mbps, at most x%.2f in a second, x%.2f in 250 ms%n",
                what,
                moved.sound(95),
                moved.sound(99),
                moved.picture(95),
                moved.picture(99),
                calm.mean() * 8 / 1e6,
                moved.in.peak(1_000) / calm.mean(),
                moved.in.peak(250) / calm.mean());
    }

    /** Bytes on the way in, by time. */
    private final class Ingress {
        private final List<Long> steps = new ArrayList<>();

        void run(int millis) {
            for (int i = 0; i < millis / STEP_MILLIS; i++) {
                long before = simulation.uplinkBytes;
                simulation.run(Duration.ofMillis(STEP_MILLIS));
                steps.add(simulation.uplinkBytes - before);
            }
        }

        /** Bytes a second. */
        double mean() {
            return steps.stream().mapToLong(Long::longValue).average().orElseThrow() * 1_000 / STEP_MILLIS;
        }

        /** Bytes a second in the fullest window. */
        double peak(int windowMillis) {
            Deque<Long> window = new ArrayDeque<>();
            long sum = 0;
            long most = 0;
            for (long step : steps) {
                window.add(step);
                sum += step;
                if (window.size() > windowMillis / STEP_MILLIS) {
                    sum -= window.remove();
                }
                most = Math.max(most, sum);
            }
            return most * 1_000.0 / windowMillis;
        }
    }

    /** How long it took, in milliseconds. */
    private final class Moved {
        final Ingress in = new Ingress();
        private final long at;
        private final List<Long> sounds = new ArrayList<>();
        private final List<Long> pictures = new ArrayList<>();

        Moved(long at) {
            this.at = at;
        }

        void look(SimPeer peer, Set<String> fresh) {
            long sound = Long.MAX_VALUE;
            Map<String, Long> seen = new HashMap<>();
            for (SimInbox inbox : new HashSet<>(peer.inboxes.values())) {
                for (SimInbox.Arrival arrival : inbox.arrivals.values()) {
                    String sender = simulation.name(arrival.sender());
                    if (arrival.at() <= at || !fresh.contains(sender)) {
                        continue;
                    }
                    if (!inbox.slot.video()) {
                        sound = Math.min(sound, arrival.at());
                    } else if (arrival.keyframe()) {
                        seen.merge(sender, arrival.at(), Math::min);
                    }
                }
            }
            sounds.add(sound == Long.MAX_VALUE ? sound : (sound - at) / MILLI);
            seen.values().forEach(time -> pictures.add((time - at) / MILLI));
            int expected = Math.min(fresh.size(), 26 - (PEOPLE - 1 - fresh.size()));
            assertThat(seen.size())
                    .as("faces that %s sees", peer.id)
                    .isGreaterThanOrEqualTo(Math.min(expected, fresh.size()) - 1);
        }

        long sound(int percent) {
            return percentile(sounds, percent);
        }

        long picture(int percent) {
            return percentile(pictures, percent);
        }

        private static long percentile(List<Long> times, int percent) {
            List<Long> sorted = new ArrayList<>(times);
            Collections.sort(sorted);
            return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
        }
    }
}
