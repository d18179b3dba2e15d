package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import lectern.bridge.AudienceTable;
import lectern.bridge.net.Path;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.SequenceUnwrapper;
import org.junit.jupiter.api.Test;

/**
 * Nothing may leave the bridge twice under one key, SSRC and packet index (RFC 7714 §8.1): two texts under one nonce give
 * AES-GCM's key away. Looks at what is on the wire, whatever moves, repairs, reloads and restarts happen, over wraps of the
 * sequence numbers. {@code -Dlectern.nonces.packets} makes it longer, {@code -Dlectern.nonces.seed} another.
 */
class NoNonceTwiceTest {
    private static final int PEOPLE = 4;
    private static final long PACKETS = Long.getLong("lectern.nonces.packets", 1_000_000);
    private static final long SEED = Long.getLong("lectern.nonces.seed", 20);
    private static final int RESTART = 3_000;
    private static final long PACKET_NANOS = 400_000;

    private final Random random = new Random(SEED);
    private final Map<Path, Wire> wires = new HashMap<>();
    private final Grid grid = new Grid(PEOPLE, this::leaves);
    private long retransmissions;
    private long wraps;

    /** What left under the keys of one connection. */
    private final class Wire {
        private final Map<Integer, SequenceUnwrapper> numbers = new HashMap<>();
        private final Map<Integer, BitSet> media = new HashMap<>();
        private final Map<Integer, BitSet> control = new HashMap<>();

        void rtp(byte[] packet, int offset) {
            int ssrc = Bytes.i32(packet, offset + 8);
            long index =
                    numbers.computeIfAbsent(ssrc, s -> new SequenceUnwrapper()).unwrap(Bytes.u16(packet, offset + 2));
            wraps = Math.max(wraps, (index >>> 16) - 1);
            retransmissions += ssrc & 1;
            once(media.computeIfAbsent(ssrc, s -> new BitSet()), index, "RTP");
        }

        void rtcp(byte[] packet, int offset, int length) {
            int ssrc = Bytes.i32(packet, offset + 4);
            int index = Bytes.i32(packet, offset + length - 4) & 0x7FFF_FFFF;
            once(control.computeIfAbsent(ssrc, s -> new BitSet()), index, "RTCP");
        }

        private void once(BitSet used, long index, String what) {
            if (used.get((int) index)) {
                throw new AssertionError(what + " index " + index + " left twice, seed " + SEED);
            }
            used.set((int) index);
        }
    }

    private void leaves(byte[] buffer, int offset, int length, Path to) {
        if (buffer[offset] >= 0) {
            return;
        }
        Wire wire = wires.computeIfAbsent(to, path -> new Wire());
        int type = buffer[offset + 1] & 0xFF;
        if (type >= 192 && type < 224) {
            wire.rtcp(buffer, offset, length);
        } else {
            wire.rtp(buffer, offset);
        }
    }

    @Test
    void overMovesRepairsReloadsRestartsAndWraps() {
        long turn = 0;
        while (grid.forwarded() < PACKETS) {
            turn++;
            GridPeer peer = grid.peers.get(random.nextInt(PEOPLE));
            send(peer);
            if (turn % 10 == 0) {
                lose(peer);
            }
            if (turn % 25 == 0) {
                grid.idle();
            }
            if (turn % 500 == 0) {
                move();
            }
            if (turn % RESTART == 0) {
                disturb(turn);
            }
            grid.pass(PACKET_NANOS);
        }
        assertThat(retransmissions).isGreaterThan(PACKETS / 1_000);
        assertThat(wraps).as("wraps of a sequence number").isGreaterThan(1);
    }

    private void send(GridPeer peer) {
        int kind = random.nextInt(20);
        if (kind == 0) {
            peer.skip(random.nextInt(30));
        } else if (kind < 4) {
            peer.late(1 + random.nextInt(40));
            return;
        } else if (kind < 6) {
            peer.audio();
            return;
        }
        peer.video();
    }

    /** Somebody asks again for packets lately sent, some of them twice. */
    private void lose(GridPeer peer) {
        for (Slot slot : peer.endpoint.receiver().video()) {
            grid.watch(slot.line.ssrc());
            peer.nack(slot.line.ssrc(), random.nextInt(3) == 0 ? random.nextInt(0x1_0000) : newest(peer, slot));
        }
    }

    private int newest(GridPeer peer, Slot slot) {
        Wire wire = wires.get(peer.path);
        SequenceUnwrapper numbers = wire == null ? null : wire.numbers.get(slot.line.ssrc());
        return numbers == null ? 0 : (int) (numbers.highest() - random.nextInt(30)) & 0xFFFF;
    }

    /** Everybody may see some others. */
    private void move() {
        Map<String, AudienceTable.Row> rows = new HashMap<>();
        for (int n = 1; n <= PEOPLE; n++) {
            Set<String> seen = new HashSet<>();
            for (int other = 1; other <= PEOPLE; other++) {
                if (other != n && random.nextInt(4) != 0) {
                    seen.add(Grid.name(other));
                }
            }
            rows.put(Grid.name(n), new AudienceTable.Row(seen, seen, seen));
        }
        grid.conference.audience(new AudienceTable(rows, AudienceTable.Row.NOTHING));
    }

    /** Somebody's network changes, or now and then a page is loaded again, which makes new keys. */
    private void disturb(long turn) {
        int index = random.nextInt(PEOPLE - 1);
        if (turn % (40 * RESTART) == 0) {
            wires.remove(grid.peers.get(index).path);
            grid.rejoin(index);
        } else {
            grid.peers.get(index).endpoint.restart();
            grid.peers.get(index).check();
        }
    }
}
