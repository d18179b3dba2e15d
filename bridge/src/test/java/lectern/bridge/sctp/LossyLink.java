package lectern.bridge.sctp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** Two associations and a network between them: delay, jitter, loss and a clock that jumps from event to event. */
final class LossyLink {
    static final long MILLI = 1_000_000L;

    final Side client;
    final Side server;
    long now = -5_000_000_000L;
    double loss;
    double duplicates;
    long delay = 20 * MILLI;
    long jitter;
    long sent;
    boolean cut;

    private final Random random;
    private final List<Side> living = new ArrayList<>();
    private final PriorityQueue<Packet> flying =
            new PriorityQueue<>((a, b) -> a.at == b.at ? Long.compare(a.number, b.number) : Long.compare(a.at, b.at));
    private long number;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packet(long at, long number, Side to, byte[] bytes) {}

    /** One association with what its listener heard. */
    final class Side implements SctpListener {
        final SctpAssociation sctp;
        final List<DataChannel> opened = new ArrayList<>();
        final List<DataChannel> closed = new ArrayList<>();
        final List<byte[]> messages = new ArrayList<>();
        final List<byte[]> packets = new ArrayList<>();
        int connected;
        int writable;
        String ended = "";
        Side peer = this;

        Side(boolean client) {
            sctp = new SctpAssociation(this, client, new FixedRandom(random.nextLong()));
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            byte[] bytes = Arrays.copyOfRange(buffer, offset, offset + length);
            if (length > 1_180) {
                throw new AssertionError("a packet of " + length + " bytes");
            }
            packets.add(bytes);
            sent++;
            if (!cut && random.nextDouble() >= loss) {
                long wait = delay + (jitter == 0 ? 0 : (long) (random.nextDouble() * jitter));
                flying.add(new Packet(now + wait, number++, peer, bytes));
                if (duplicates > 0 && random.nextDouble() < duplicates) {
                    flying.add(new Packet(now + 2 * wait, number++, peer, bytes));
                }
            }
        }

        @Override
        public void connected() {
            connected++;
        }

        @Override
        public void opened(DataChannel channel) {
            opened.add(channel);
        }

        @Override
        public void message(DataChannel channel, boolean text, byte[] data) {
            messages.add(data);
        }

        @Override
        public void closed(DataChannel channel) {
            closed.add(channel);
        }

        @Override
        public void writable() {
            writable++;
        }

        @Override
        public void ended(String reason) {
            ended = reason;
        }
    }

    LossyLink(long seed) {
        random = new Random(seed);
        client = new Side(true);
        server = new Side(false);
        client.peer = server;
        server.peer = client;
        living.addAll(List.of(client, server));
    }

    /** A side that came later has timers too. */
    void alive(Side side) {
        living.add(side);
    }

    /** Both up with one open channel, before any loss. */
    static LossyLink open(long seed) {
        LossyLink link = new LossyLink(seed);
        link.client.sctp.connect(link.now);
        link.until(() -> link.client.connected == 1 && link.server.connected == 1);
        link.client.sctp.open("live", link.now);
        link.until(() -> link.client.opened.size() == 1 && link.server.opened.size() == 1);
        return link;
    }

    DataChannel channel() {
        return client.opened.get(0);
    }

    /** Runs until it holds; fails after ten minutes of the link's time. */
    void until(BooleanSupplier holds) {
        long end = now + 600_000 * MILLI;
        while (!holds.getAsBoolean()) {
            if (!step() || now > end) {
                throw new AssertionError("never came: " + client.ended + server.ended);
            }
        }
    }

    /** Runs for a while. */
    void during(long millis) {
        long end = now + millis * MILLI;
        while (next() <= end && step()) {
            if (sent > 2_000_000) {
                throw new AssertionError("a storm of packets");
            }
        }
        now = end;
    }

    private long next() {
        long at = living.stream().mapToLong(side -> side.sctp.deadline()).min().orElse(Long.MAX_VALUE);
        Packet packet = flying.peek();
        return packet == null ? at : Math.min(at, packet.at);
    }

    private boolean step() {
        long at = next();
        if (at == Long.MAX_VALUE) {
            return false;
        }
        now = Math.max(now, at);
        Packet packet = flying.peek();
        if (packet != null && packet.at <= now) {
            flying.remove();
            packet.to.sctp.receive(packet.bytes, 0, packet.bytes.length, now);
        } else {
            living.forEach(this::poll);
        }
        return true;
    }

    private void poll(Side side) {
        if (side.sctp.deadline() <= now) {
            side.sctp.poll(now);
            if (side.sctp.deadline() <= now) {
                throw new AssertionError("a timer that does not move");
            }
        }
    }
}
