package lectern.bridge.sctp;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;

/**
 * A whole association fed by bytes. The input is a script: one byte says what to do, two how many bytes follow for it.
 * Packets get the right checksum, and most of them the right tag: else nothing would come behind those two locks.
 */
class SctpFuzzTest extends FuzzTarget {
    private static final long SEED = 77;
    private static final int PACKET = 0;
    private static final int SERVER_TAG = 1;
    private static final int NO_TAG = 2;
    private static final int WAIT = 3;
    private static final int SEND = 4;
    private static final int OPEN = 5;
    private static final int CLOSE = 6;
    private static final int SHUTDOWN = 7;
    private static final int FRESH = 8;
    private static final int KINDS = 9;

    /** Of chunks in one packet no more than these are answered by packets of their own, plus what is due anyway. */
    private static final int MAX_ANSWERS = 16;

    private static final int MAX_CHANNELS = 16;

    static void seal(byte[] packet) {
        Wire.i32(packet, 8, 0);
        CRC32C crc = new CRC32C();
        crc.update(packet);
        Wire.i32(packet, 8, Integer.reverseBytes((int) crc.getValue()));
    }

    @Override
    protected List<byte[]> seeds() {
        LossyLink link = LossyLink.open(SEED);
        int before = link.client.packets.size();
        DataChannel extra = link.client.sctp.open("extra", false, 1, link.now);
        for (int i = 0; extra != null && i < 6; i++) {
            link.client.sctp.send(extra, "x".repeat(1 + i * 400), link.now);
            link.client.sctp.send(link.channel(), "n" + i, link.now);
            link.during(60);
        }
        if (extra != null) {
            link.client.sctp.close(extra, link.now);
        }
        link.during(35_000);
        link.client.sctp.shutdown(link.now);
        link.during(1_000);
        List<byte[]> script = new ArrayList<>();
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] packet : link.client.packets.subList(before, link.client.packets.size())) {
            script.add(op(SERVER_TAG, packet));
            seeds.add(joined(script));
        }
        List<byte[]> greeting = new ArrayList<>(List.of(op(FRESH, new byte[0])));
        LossyLink other = LossyLink.open(SEED + 1);
        greeting.add(op(NO_TAG, other.client.packets.get(0)));
        greeting.add(op(PACKET, other.client.packets.get(1)));
        greeting.add(op(WAIT, new byte[] {10}));
        greeting.add(op(SEND, new byte[200]));
        greeting.add(op(OPEN, new byte[0]));
        greeting.add(op(CLOSE, new byte[0]));
        greeting.add(op(SHUTDOWN, new byte[0]));
        seeds.add(joined(greeting));
        return seeds.stream().filter(seed -> seed.length <= MAX_INPUT).toList();
    }

    private static byte[] op(int kind, byte[] about) {
        byte[] op = new byte[3 + about.length];
        op[0] = (byte) kind;
        Wire.u16(op, 1, about.length);
        System.arraycopy(about, 0, op, 3, about.length);
        return op;
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** Two associations, their handshake, and each script's messages. */
    @Override
    protected long allocation(int inputLength) {
        return 2 * 1024 * 1024 + 1024L * inputLength;
    }

    @Override
    protected void execute(byte[] input) {
        LossyLink link = LossyLink.open(SEED);
        int at = 0;
        while (at + 3 <= input.length) {
            int length = Math.min(Wire.u16(input, at + 1), input.length - at - 3);
            byte[] about = Arrays.copyOfRange(input, at + 3, at + 3 + length);
            link = act(link, Math.floorMod(input[at], KINDS), about);
            at += 3 + length;
        }
        link.cut = true;
        for (int i = 0; i < 4; i++) {
            wait(link, 1_000);
        }
    }

    private static LossyLink act(LossyLink link, int kind, byte[] about) {
        SctpAssociation server = link.server.sctp;
        switch (kind) {
            case PACKET, SERVER_TAG, NO_TAG -> receive(link, kind, about);
            case WAIT -> wait(link, 10 * (about.length == 0 ? 1 : about[0] & 0xFF));
            case SEND -> link.server.opened.forEach(channel -> server.send(channel, false, about, link.now));
            case OPEN -> server.open("ours", about.length % 2 == 0, about.length % 3 - 1, link.now);
            case CLOSE -> link.server.opened.forEach(channel -> server.close(channel, link.now));
            case SHUTDOWN -> server.shutdown(link.now);
            default -> {
                return new LossyLink(SEED);
            }
        }
        check(link);
        return link;
    }

    private static void receive(LossyLink link, int kind, byte[] about) {
        byte[] packet = about.clone();
        if (packet.length < ChunkReader.HEADER) {
            return;
        }
        if (kind != PACKET) {
            // What the handshake agreed on stands in every packet that the client sent after it.
            boolean agreed = kind == SERVER_TAG && link.client.packets.size() > 1;
            Wire.i32(packet, 4, agreed ? Wire.i32(link.client.packets.get(1), 4) : 0);
        }
        seal(packet);
        int before = link.server.packets.size();
        link.server.sctp.receive(packet, 0, packet.length, link.now);
        int answers = link.server.packets.size() - before;
        Promise.that(answers <= MAX_ANSWERS, answers + " packets in answer to one");
    }

    private static void wait(LossyLink link, int millis) {
        SctpAssociation server = link.server.sctp;
        long end = link.now + millis * LossyLink.MILLI;
        for (int n = 0; server.deadline() <= end; n++) {
            Promise.that(n < 10_000, "timers without end");
            link.now = Math.max(link.now, server.deadline());
            server.poll(link.now);
            Promise.that(server.deadline() > link.now, "a timer that does not move");
        }
        link.now = end;
    }

    private static void check(LossyLink link) {
        SctpAssociation server = link.server.sctp;
        Promise.that(
                server.buffered() >= 0 && server.buffered() <= SctpAssociation.SEND_BUFFER + Outbound.RESERVE,
                server.buffered() + " bytes wait to be sent");
        int open = link.server.opened.size() - link.server.closed.size();
        Promise.that(open <= MAX_CHANNELS, open + " channels");
        for (byte[] message : link.server.messages) {
            Promise.that(message.length <= SctpAssociation.MAX_MESSAGE, "a message of " + message.length);
        }
        ChunkReader reader = new ChunkReader();
        for (byte[] packet : link.server.packets) {
            Promise.that(reader.open(packet, 0, packet.length), "sent a packet that is none");
        }
        link.server.packets.clear();
        link.server.messages.clear();
    }
}
