package lectern.bridge.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.bridge.dtls.DtlsConnection;
import lectern.bridge.dtls.DtlsHandshakes;
import lectern.bridge.dtls.DtlsIdentity;
import lectern.bridge.dtls.DtlsListener;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.ice.IceLite;
import lectern.bridge.ice.IceOutcome;
import lectern.bridge.net.UdpPath;
import lectern.bridge.sctp.DataChannel;
import lectern.bridge.sctp.SctpAssociation;
import lectern.bridge.sctp.SctpListener;
import lectern.bridge.sdp.Answer;
import lectern.bridge.sdp.Candidate;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.Offer;
import lectern.bridge.sdp.ParsedAnswer;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.sdp.ReceiveSlot;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;
import lectern.bridge.srtp.SrtpSession;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of the transport packages on one UDP port: sends the microphone back in slot a0, the camera's layer l in
 * slot v0, and every text message in upper case.
 */
final class MirrorEndpoint implements AutoCloseable {
    /** Messages of 30 kB on demand: much more than the send buffer holds. */
    private static final int FLOOD = 60;

    final List<String> events = new ArrayList<>();
    final Map<String, AtomicInteger> packets = new ConcurrentHashMap<>();

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity = DtlsIdentity.create(random, Instant.now());
    private final DtlsHandshakes handshakes = new DtlsHandshakes(2, Duration.ofSeconds(20));
    private final Selector selector = Selector.open();
    private final DatagramChannel channel = DatagramChannel.open();
    private final byte[] buffer = new byte[2048];
    private final DtlsConnection dtls;
    private final SctpAssociation sctp;
    private final Thread thread;
    private final Map<Integer, String> sources = new HashMap<>();
    private IceLite ice;
    private Offer offer;
    private @Nullable SrtpSession srtp;
    private long lastPli;
    private volatile boolean closed;

    MirrorEndpoint(Offer.Options options) throws IOException {
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
        ice = new IceLite(IceCredentials.random(random));
        dtls = DtlsConnection.server(identity, handshakes.share(), this::post, new Records());
        sctp = new SctpAssociation(new Messages(), false, random);
        List<ReceiveSlot> slots = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            slots.add(new ReceiveSlot("a" + i, false, 1000 + i, 0));
        }
        for (int i = 0; i < 26; i++) {
            slots.add(new ReceiveSlot("v" + i, true, 2000 + i, 3000 + i));
        }
        offer = new Offer(
                4711,
                1,
                ice.local(),
                identity.fingerprint(),
                List.of(Candidate.udp((InetSocketAddress) channel.getLocalAddress())),
                slots,
                options);
        thread = new Thread(this::run, "mirror");
        thread.start();
    }

    synchronized String offer() {
        return offer.write();
    }

    /** New credentials for the same connection. */
    synchronized String restart() {
        IceCredentials renewed = IceCredentials.random(random);
        offer = offer.restarted(renewed);
        post(() -> ice.restart(renewed));
        return offer.write();
    }

    synchronized ParsedAnswer answer(String sdp) {
        ParsedAnswer parsed = Answer.parse(sdp, offer);
        if (parsed instanceof Answer answer) {
            post(() -> {
                ice.answered(answer.ice());
                dtls.start(answer.fingerprints());
            });
        }
        return parsed;
    }

    int count(String what) {
        AtomicInteger count = packets.get(what);
        return count == null ? 0 : count.get();
    }

    private void count(String what, int by) {
        packets.computeIfAbsent(what, w -> new AtomicInteger()).addAndGet(by);
    }

    private void post(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    private void run() {
        ByteBuffer in = ByteBuffer.wrap(buffer);
        try {
            while (!closed) {
                long wait = (sctp.deadline() - System.nanoTime()) / 1_000_000;
                selector.select(Math.max(1, Math.min(wait, 100)));
                selector.selectedKeys().clear();
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                in.clear();
                for (var from = channel.receive(in); from != null; from = channel.receive(in)) {
                    datagram((InetSocketAddress) from, in.position());
                    in.clear();
                }
                sctp.poll(System.nanoTime());
            }
        } catch (IOException e) {
            event("failed " + e);
        }
    }

    private void datagram(InetSocketAddress from, int length) throws IOException {
        int first = length == 0 ? 255 : buffer[0] & 0xFF;
        if (first < 4) {
            IceOutcome outcome = ice.handle(buffer, 0, length, new UdpPath(from), System.nanoTime());
            byte[] response = outcome.response();
            if (response != null) {
                channel.send(ByteBuffer.wrap(response), from);
            }
            if (outcome.pathChanged()) {
                event("path " + outcome.kind());
            }
        } else if (first >= 20 && first < 64) {
            dtls.receive(buffer, 0, length);
        } else if (first >= 128 && first < 192 && srtp != null) {
            int type = buffer[1] & 0xFF;
            if (type >= 192 && type < 224) {
                count("rtcp", srtp.unprotectRtcp(buffer, 0, length) > 0 ? 1 : 0);
            } else {
                media(srtp, srtp.unprotect(buffer, 0, length));
            }
        }
    }

    private void media(SrtpSession session, int length) throws IOException {
        if (length < 0) {
            count("refused", 1);
            return;
        }
        int ssrc = ByteBuffer.wrap(buffer).getInt(8);
        String source = sources.computeIfAbsent(ssrc, s -> source());
        count(source, 1);
        if (source.equals("mic")) {
            mirror(session, length, 1000);
        } else if (source.equals("cam/l")) {
            mirror(session, length, 2000);
            if (System.nanoTime() - lastPli > 500_000_000L && count("pli") < 4) {
                lastPli = System.nanoTime();
                count("pli", 1);
                pli(session, ssrc);
            }
        }
    }

    private void pli(SrtpSession session, int ssrc) throws IOException {
        byte[] packet = new byte[12 + SrtpSession.SLACK];
        ByteBuffer.wrap(packet).putInt(0x81CE0002).putInt(1).putInt(ssrc);
        send(packet, session.protectRtcp(packet, 0, 12));
    }

    /** Keeps everything but the SSRC and the header extensions, which the slot's line numbers alike. */
    private void mirror(SrtpSession session, int length, int slot) throws IOException {
        byte[] copy = new byte[length + SrtpSession.SLACK];
        System.arraycopy(buffer, 0, copy, 0, length);
        ByteBuffer.wrap(copy).putInt(8, slot);
        if ((copy[0] & 0x10) != 0) {
            for (int i = 16, end = 16 + 4 * ((copy[14] & 0xFF) << 8 | (copy[15] & 0xFF)); i < end; i++) {
                copy[i] = 0;
            }
        }
        send(copy, session.protect(copy, 0, length));
    }

    private void send(byte[] packet, int length) throws IOException {
        if (length > 0 && ice.remote() != null) {
            channel.send(ByteBuffer.wrap(packet, 0, length), ice.remote().remote());
        }
    }

    private String source() {
        int type = buffer[1] & 0x7F;
        String mid = "?";
        String rid = "";
        if ((buffer[0] & 0x10) != 0) {
            int end = 16 + 4 * ((buffer[14] & 0xFF) << 8 | (buffer[15] & 0xFF));
            for (int at = 16; at < end; ) {
                int id = (buffer[at] & 0xF0) >> 4;
                int size = (buffer[at] & 0x0F) + 1;
                if (id == HeaderExtension.MID.id()) {
                    mid = new String(buffer, at + 1, size, UTF_8);
                } else if (id == HeaderExtension.RID.id() || id == HeaderExtension.REPAIRED_RID.id()) {
                    rid = "/" + new String(buffer, at + 1, size, UTF_8);
                }
                at += id == 0 ? 1 : 1 + size;
            }
        }
        return mid + rid + (PayloadType.originalOf(type) >= 0 ? " rtx" : "");
    }

    private void event(String text) {
        synchronized (events) {
            events.add(text);
        }
    }

    List<String> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    private final class Records implements DtlsListener {
        @Override
        public void send(byte[] bytes, int offset, int length) {
            try {
                if (ice.remote() != null) {
                    channel.send(
                            ByteBuffer.wrap(bytes, offset, length), ice.remote().remote());
                }
            } catch (IOException e) {
                event("failed " + e);
            }
        }

        @Override
        public void established(SrtpProfile profile, SrtpKeys keys) {
            srtp = new SrtpSession(profile, keys);
            event("dtls " + profile);
        }

        @Override
        public void data(byte[] bytes, int offset, int length) {
            sctp.receive(bytes, offset, length, System.nanoTime());
        }

        @Override
        public void closed(String reason) {
            event("dtls closed: " + reason);
        }
    }

    private final class Messages implements SctpListener {
        /** A flood that waits for room: one message of it is told at a time. */
        private int waiting;

        private @Nullable DataChannel flooded;

        @Override
        public void send(byte[] bytes, int offset, int length) {
            dtls.send(bytes, offset, length);
        }

        @Override
        public void connected() {
            event("sctp connected");
        }

        @Override
        public void opened(DataChannel data) {
            event("channel " + data.label());
        }

        @Override
        public void message(DataChannel data, boolean text, byte[] message) {
            if (new String(message, UTF_8).equals("flood")) {
                waiting = FLOOD;
                flooded = data;
                writable();
                return;
            }
            String answer = new String(message, UTF_8).toUpperCase(Locale.ROOT);
            if (!sctp.send(data, answer, System.nanoTime())) {
                event("full");
            }
        }

        @Override
        public void writable() {
            DataChannel data = flooded;
            while (data != null && waiting > 0) {
                String text = (FLOOD - waiting) + " ".repeat(30_000);
                if (!sctp.send(data, text, System.nanoTime())) {
                    count("held back", 1);
                    return;
                }
                waiting--;
            }
        }

        @Override
        public void closed(DataChannel data) {
            event("channel closed");
        }

        @Override
        public void ended(String reason) {
            event("sctp ended: " + reason);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
        selector.close();
        handshakes.close();
    }
}
