package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import lectern.bridge.AudienceTable;
import lectern.bridge.Conference;
import lectern.bridge.SourceKind;
import lectern.bridge.Tap;
import lectern.bridge.View;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever moves, mutes, joins and leaves how often they may: nothing of a sender leaves toward a receiver whose row does
 * not name them. {@link SimPeer} looks at each datagram as it leaves the bridge, by the table of that moment.
 */
class IsolationTest {
    private static final int PEOPLE = 10;
    private static final int CHANGES = 1500;

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void thousandsOfRandomMovesLeakNothing(long seed) {
        Simulation simulation = new Simulation(seed);
        simulation.uplinkLoss = 0.03;
        simulation.downlinkLoss = 0.03;
        simulation.jitterNanos = 20_000_000;
        Random random = simulation.random;
        for (int i = 0; i < PEOPLE; i++) {
            equip(simulation.join("p" + i, slots(random)), random);
        }
        Recorder recorder = new Recorder(simulation);
        simulation.conference.tap(recorder);
        simulation.run(Duration.ofSeconds(1));
        int sent = 0;
        for (int change = 0; change < CHANGES; change++) {
            simulation.audience(randomTable(simulation, random));
            disturb(simulation, random);
            if (simulation.conference.send("p" + random.nextInt(PEOPLE), "to nobody else " + change)) {
                sent++;
            }
            simulation.run(Duration.ofMillis(random.nextInt(120)));
        }
        for (SimPeer peer : simulation.peers.values()) {
            assertThat(peer.texts).allMatch(text -> text.startsWith("to nobody else"));
        }
        assertThat(recorder.packets).isGreaterThan(1000);
        assertThat(simulation.conference.stats().forwarded()).isGreaterThan(10_000);
        assertThat(simulation.conference.stats().retransmitted()).isGreaterThan(20);
        assertThat(sent).isPositive();
        assertThat(simulation.log).noneMatch(line -> line.endsWith("internal error"));
    }

    @Test
    void anOldPacketIsNotResentToWhomItsSenderIsNotAllowedAnyMore() {
        Simulation simulation = new Simulation(5);
        simulation.join("ann").camera();
        SimPeer ben = simulation.join("ben");
        ben.nacks = false;
        simulation.everybody();
        simulation.run(Duration.ofSeconds(3));
        SimInbox inbox = ben.inbox("v0");
        int[] recent = inbox.arrivals.descendingKeySet().stream()
                .limit(10)
                .mapToInt(sequence -> (int) (long) sequence & 0xFFFF)
                .sorted()
                .toArray();
        ben.nack(inbox, recent);
        simulation.run(Duration.ofMillis(50));
        assertThat(inbox.restored).as("while allowed, a NACK is answered").isEqualTo(recent.length);

        simulation.audience(AudienceTable.SILENT);
        ben.nack(inbox, recent);
        simulation.run(Duration.ofSeconds(1));
        assertThat(inbox.restored).isEqualTo(recent.length);
    }

    @Test
    void whatWasSaidInAnotherRoomIsNotResentAfterTheReturn() {
        Simulation simulation = new Simulation(6);
        simulation.join("ann").camera();
        SimPeer ben = simulation.join("ben");
        SimPeer cid = simulation.join("cid");
        ben.nacks = false;
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        Set<String> ann = Set.of("ann");
        AudienceTable.Row seesAnn = new AudienceTable.Row(ann, ann, ann);
        simulation.audience(new AudienceTable(Map.of("cid", seesAnn), AudienceTable.Row.NOTHING));
        simulation.run(Duration.ofMillis(400));
        Set<Integer> secret = new HashSet<>();
        cid.inbox("v0").arrivals.descendingMap().values().stream()
                .limit(4)
                .forEach(arrival -> secret.add(arrival.sequence()));
        simulation.everybody();
        simulation.run(Duration.ofMillis(300));
        SimInbox inbox = ben.inbox("v0");
        long last = inbox.arrivals.lastKey();
        for (int back = -40; back < 200; back += 10) {
            int[] guesses = new int[10];
            for (int i = 0; i < guesses.length; i++) {
                guesses[i] = (int) (last - back - 9 + i) & 0xFFFF;
            }
            ben.nack(inbox, guesses);
        }
        simulation.run(Duration.ofMillis(200));
        assertThat(secret).isNotEmpty();
        assertThat(inbox.arrivals.values()).noneMatch(arrival -> secret.contains(arrival.sequence()));
    }

    private static Conference.Slots slots(Random random) {
        return new Conference.Slots(1 + random.nextInt(4), 1 + random.nextInt(6));
    }

    private static void equip(SimPeer peer, Random random) {
        peer.mic();
        peer.stream("mic").level = 20 + random.nextInt(60);
        if (random.nextInt(4) > 0) {
            peer.camera();
        }
        if (random.nextInt(5) == 0) {
            peer.screen();
        }
    }

    /** Rooms, with a visitor, some mutes, and somebody whom nobody sees. */
    private static AudienceTable randomTable(Simulation simulation, Random random) {
        int rooms = 1 + random.nextInt(4);
        Map<String, Integer> room = new HashMap<>();
        Set<String> muted = new HashSet<>();
        Set<String> unseen = new HashSet<>();
        for (String id : simulation.peers.keySet()) {
            room.put(id, random.nextInt(rooms));
            if (random.nextInt(5) == 0) {
                muted.add(id);
            }
            if (random.nextInt(8) == 0) {
                unseen.add(id);
            }
        }
        Map<String, AudienceTable.Row> rows = new HashMap<>();
        for (String id : simulation.peers.keySet()) {
            Set<String> here = new HashSet<>(simulation.peers.keySet());
            here.removeIf(other -> other.equals(id) || !Objects.equals(room.get(other), room.get(id)));
            if (random.nextInt(10) > 0) {
                rows.put(id, row(here, muted, unseen));
            }
        }
        Set<String> recorded = new HashSet<>(simulation.peers.keySet());
        recorded.removeIf(id -> !Objects.equals(room.get(id), 0));
        return new AudienceTable(rows, row(recorded, muted, unseen));
    }

    private static AudienceTable.Row row(Set<String> here, Set<String> muted, Set<String> unseen) {
        Set<String> hears = new HashSet<>(here);
        hears.removeAll(muted);
        Set<String> sees = new HashSet<>(here);
        sees.removeAll(unseen);
        return new AudienceTable.Row(hears, sees, here);
    }

    private static void disturb(Simulation simulation, Random random) {
        List<String> ids = new ArrayList<>(simulation.peers.keySet());
        String somebody = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(8)) {
            case 0 -> equip(simulation.join(somebody, slots(random)), random);
            case 1 -> {
                simulation.leave(somebody);
                equip(simulation.join(somebody, slots(random)), random);
            }
            case 2 -> simulation.conference.view(somebody, view(ids, random));
            case 3 -> simulation.peer(somebody).inboxes.values().forEach(simulation.peer(somebody)::pictureLost);
            case 4 -> {
                SimStream mic = simulation.peer(somebody).stream("mic");
                mic.level = 20 + random.nextInt(100);
            }
            default -> nackAnything(simulation.peer(somebody), random);
        }
    }

    private static View view(List<String> ids, Random random) {
        List<View.Tile> tiles = new ArrayList<>();
        for (String id : ids) {
            if (random.nextBoolean()) {
                SourceKind kind = random.nextInt(4) == 0 ? SourceKind.SCREEN : SourceKind.CAMERA;
                tiles.add(new View.Tile(id, kind, random.nextInt(3) * 300));
            }
        }
        return new View(tiles);
    }

    /** Asks for numbers around those that came lately, whether they were lost or ever sent. */
    private static void nackAnything(SimPeer peer, Random random) {
        for (SimInbox inbox : new HashSet<>(peer.inboxes.values())) {
            if (inbox.slot.video() && !inbox.arrivals.isEmpty()) {
                int first = (int) (inbox.arrivals.lastKey() + 20 - random.nextInt(300));
                int[] guesses = new int[12];
                for (int i = 0; i < guesses.length; i++) {
                    guesses[i] = (first + i) & 0xFFFF;
                }
                peer.nack(inbox, guesses);
            }
        }
    }

    /** The recorder is a receiver like others: its row rules. */
    private static final class Recorder implements Tap {
        private final Simulation simulation;
        private final Map<Integer, Track> open = new HashMap<>();
        private final RtpView view = new RtpView();
        private int packets;

        Recorder(Simulation simulation) {
            this.simulation = simulation;
        }

        @Override
        public void opened(Track track) {
            if (open.put(track.id(), track) != null) {
                throw new AssertionError("a track number twice");
            }
        }

        @Override
        public void rtp(int track, long arrivalNanos, byte[] buffer, int offset, int length) {
            Track of = open.get(track);
            packets++;
            if (of == null || !simulation.table.recorder().allows(of.endpoint(), of.kind())) {
                throw new AssertionError("recorded against the table: " + of);
            }
            assertThat(view.wrap(buffer, offset, length)).isTrue();
            int payload = view.payloadOffset() + (of.kind().video() ? SimStream.VP8_HEADER : 0);
            if (Bytes.u16(buffer, payload) != SimStream.MAGIC
                    || !of.endpoint().equals(simulation.name(Bytes.u16(buffer, payload + 2)))) {
                throw new AssertionError("another's packet in the track of " + of);
            }
        }

        @Override
        public void senderReport(int track, long arrivalNanos, long ntpTimestamp, int rtpTimestamp) {}

        @Override
        public void closed(int track, String reason) {
            if (open.remove(track) == null) {
                throw new AssertionError("closed twice");
            }
        }
    }
}
