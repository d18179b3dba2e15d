package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import lectern.bridge.AudienceTable;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.SourceKind;
import lectern.bridge.View;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A class that moves, looks in, whispers, announces, hides, mutes, comes, goes and crashes, one step after the other,
 * while receivers ask again for what they heard before. {@link SimPeer} judges each packet as it leaves the bridge by the
 * table of that moment. {@code -Dlectern.isolation.steps=100000 -Dlectern.isolation.packets=10000000} makes it long.
 * The figures of a long run stand in {@code docs/concurrency.md}.
 */
class ModesIsolationTest {
    private static final int PEOPLE = 12;
    private static final int HOSTS = 2;
    private static final int FRAME_PACKETS = 4;
    private static final int STEPS = Integer.getInteger("lectern.isolation.steps", 400);
    private static final long PACKETS = Long.getLong("lectern.isolation.packets", 5_000);
    private static final int REPORTED = 10_000;
    private static final long SEED = Long.getLong("lectern.isolation.seed", 21);

    /** Caps that leave room for pictures of several packets: more of them for the same machine time. */
    private final Simulation simulation = new Simulation(
            SEED,
            new BridgeSettings(BridgeSettings.Reach.loopback(InetAddress.getLoopbackAddress()), 1, 100, 2_000, 3_000));

    private final Random random = simulation.random;
    private final Map<String, Integer> room = new HashMap<>();
    private final Map<String, Integer> peek = new HashMap<>();
    /** Where a host's voice goes: {@code room 2}, {@code person p3}, {@code rooms}; absent for their own room. */
    private final Map<String, String> voice = new HashMap<>();

    private final Set<String> muted = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();
    /** Numbers asked for again that came before, from somebody whom the one who asks may not see any more. */
    private long askedOfOthers;

    private boolean seeHosts;
    private boolean hearHosts;

    @Test
    void nothingForeignLeavesWhateverTheClassDoes() {
        simulation.uplinkLoss = 0.02;
        simulation.downlinkLoss = 0.02;
        simulation.jitterNanos = 15_000_000;
        for (int i = 0; i < PEOPLE; i++) {
            come("p" + i);
        }
        simulation.audience(table());
        simulation.run(Duration.ofSeconds(1));
        long step = 0;
        while (step < STEPS || simulation.judged < PACKETS) {
            act();
            simulation.audience(table());
            simulation.run(Duration.ofMillis(random.nextInt(25)));
            step++;
            calm(step * PACKETS / STEPS);
            if (step % REPORTED == 0) {
                System.out.println("isolation: " + step + " steps, " + simulation.judged + " packets so far");
            }
        }
        System.out.printf(
                "isolation: seed %d, %d steps, %d packets left, %d of them again, %d numbers of heard no more asked"
                        + " for, 0 foreign%n",
                SEED, step, simulation.judged, simulation.conference.stats().retransmitted(), askedOfOthers);
        assertThat(simulation.conference.stats().retransmitted()).isPositive();
        assertThat(askedOfOthers).as("of tracks that are heard no more").isPositive();
        assertThat(simulation.log).noneMatch(line -> line.endsWith("internal error"));
    }

    /** Lets the class go on until it has sent what so many steps are to see, but never for long. */
    private void calm(long packets) {
        for (int i = 0; i < 20 && simulation.judged < packets; i++) {
            simulation.run(Duration.ofMillis(10));
        }
    }

    private void come(String who) {
        SimPeer peer = simulation.join(who, new Conference.Slots(1 + random.nextInt(4), 1 + random.nextInt(6)));
        peer.mic().camera();
        for (SimStream stream : peer.streams.values()) {
            stream.framePackets = FRAME_PACKETS;
        }
        peer.stream("mic").level = 20 + random.nextInt(60);
        if (host(who)) {
            peer.screen();
        }
        room.putIfAbsent(who, 0);
    }

    private static boolean host(String who) {
        return Integer.parseInt(who.substring(1)) < HOSTS;
    }

    private String anybody() {
        return "p" + random.nextInt(PEOPLE);
    }

    private void act() {
        String who = anybody();
        String aHost = "p" + random.nextInt(HOSTS);
        switch (random.nextInt(16)) {
            case 0, 1, 2 -> room.put(who, random.nextInt(4));
            case 3, 4 -> voice.put(aHost, "room " + random.nextInt(4));
            case 5, 6 -> voice.put(aHost, "person " + who);
            case 7 -> voice.put(aHost, "rooms");
            case 8 -> voice.remove(aHost);
            case 9 -> turn(muted, who);
            case 10 -> turn(hidden, who);
            case 11 -> {
                seeHosts = random.nextInt(3) == 0;
                hearHosts = random.nextInt(3) == 0;
            }
            case 12 -> {
                if (peek.remove(aHost) == null) {
                    peek.put(aHost, random.nextInt(4));
                }
            }
            case 13 -> comeOrGo(who);
            case 14 -> look(who);
            default -> askAgain(who);
        }
    }

    private void turn(Set<String> set, String who) {
        if (!set.remove(who) && random.nextInt(3) == 0) {
            set.add(who);
        }
    }

    private void comeOrGo(String who) {
        SimPeer peer = simulation.peers.get(who);
        if (peer == null || peer.crashed) {
            come(who);
        } else if (random.nextInt(4) > 0) {
            return;
        } else if (random.nextBoolean()) {
            peer.crashed = true;
        } else {
            simulation.leave(who);
        }
    }

    private void look(String who) {
        List<View.Tile> tiles = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            SourceKind kind = random.nextInt(4) == 0 ? SourceKind.SCREEN : SourceKind.CAMERA;
            tiles.add(new View.Tile("p" + i, kind, random.nextInt(3) * 300));
        }
        simulation.conference.view(who, new View(tiles));
    }

    /** Names numbers around those that came lately, of tracks that are heard no more as well, and loses a picture. */
    private void askAgain(String who) {
        SimPeer peer = simulation.peers.get(who);
        if (peer == null || peer.crashed) {
            return;
        }
        for (SimInbox inbox : new HashSet<>(peer.inboxes.values())) {
            if (inbox.arrivals.isEmpty()) {
                continue;
            }
            if (inbox.slot.video()) {
                askAgain(peer, inbox, inbox.arrivals.lastKey() + 10 - random.nextInt(200));
            }
            // What a long run has seen is not needed for the judgement, which is made where packets leave.
            inbox.arrivals.headMap(inbox.arrivals.lastKey() - 1_000).clear();
        }
    }

    private boolean allowed(SimPeer peer, SimInbox.Arrival arrival) {
        String sender = simulation.name(arrival.sender());
        return sender == null || simulation.table.row(peer.id).allows(sender, arrival.kind());
    }

    private void askAgain(SimPeer peer, SimInbox inbox, long first) {
        int[] guesses = new int[16];
        for (int i = 0; i < guesses.length; i++) {
            guesses[i] = (int) (first + i) & 0xFFFF;
            SimInbox.Arrival before = inbox.arrivals.get(first + i);
            askedOfOthers += before == null || allowed(peer, before) ? 0 : 1;
        }
        peer.nack(inbox, guesses);
        peer.pictureLost(inbox);
    }

    private AudienceTable table() {
        Map<String, AudienceTable.Row> rows = new HashMap<>();
        for (String receiver : simulation.peers.keySet()) {
            rows.put(
                    receiver,
                    new AudienceTable.Row(
                            senders(receiver, sender -> hears(receiver, sender)),
                            senders(receiver, sender -> sees(receiver, sender)),
                            senders(receiver, sender -> host(sender) && inView(receiver, sender))));
        }
        return new AudienceTable(rows, AudienceTable.Row.NOTHING);
    }

    private Set<String> senders(String receiver, Predicate<String> which) {
        Set<String> senders = new HashSet<>(simulation.peers.keySet());
        senders.remove(receiver);
        senders.removeIf(which.negate());
        return senders;
    }

    private boolean inView(String receiver, String sender) {
        return looksAt(receiver) == room.getOrDefault(sender, 0);
    }

    private int looksAt(String receiver) {
        return peek.getOrDefault(receiver, room.getOrDefault(receiver, 0));
    }

    private boolean hears(String receiver, String sender) {
        if (muted.contains(sender)) {
            return false;
        }
        @Nullable String to = voice.get(sender);
        if (to != null) {
            return to.equals("rooms") || to.equals("person " + receiver) || to.equals("room " + looksAt(receiver));
        }
        return inView(receiver, sender) && (host(receiver) || host(sender) || !hearHosts);
    }

    private boolean sees(String receiver, String sender) {
        return inView(receiver, sender) && (host(receiver) || host(sender) || !(seeHosts || hidden.contains(sender)));
    }
}
