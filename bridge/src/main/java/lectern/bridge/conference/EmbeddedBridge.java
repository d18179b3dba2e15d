package lectern.bridge.conference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.LoopStats;
import lectern.bridge.dtls.DtlsHandshakes;
import lectern.bridge.dtls.DtlsIdentity;
import lectern.bridge.net.Clock;
import lectern.bridge.net.LoopHealth;
import lectern.bridge.net.MediaLoop;
import lectern.bridge.net.MediaPorts;
import lectern.bridge.sdp.Candidate;
import lectern.bridge.srtp.SrtpEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The selective forwarding unit of this JVM: media loops with ports of their own, and a small pool for handshakes. */
public final class EmbeddedBridge implements Bridge {
    /** A handshake holds its thread over several round trips, so a class that joins at once needs many; idle ones end. */
    private static final int HANDSHAKE_THREADS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBridge.class);
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(20);
    private static final int MAX_ID = 64;

    private final DtlsHandshakes handshakes;
    private final List<Lane> lanes = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private boolean closed;

    /** A loop, what is on it, and how many conferences that are. */
    private record Lane(MediaLoop loop, Switchboard switchboard, LoopContext context, AtomicInteger conferences) {
        /** On the loop. */
        LoopStats stats(int number) {
            LoopHealth health = loop.health();
            return new LoopStats(
                    number,
                    switchboard.conferences(),
                    switchboard.strangers().total(),
                    health.turns(),
                    health.stalls(),
                    health.longestTurn().toNanos() / 1000,
                    health.refusedBySocket(),
                    health.droppedByConnections(),
                    health.refusedConnections());
        }
    }

    /**
     * Binds the ports and starts the loops.
     *
     * @throws UncheckedIOException when a port cannot be bound; the message names it
     */
    public EmbeddedBridge(BridgeSettings settings) {
        SecureRandom random = new SecureRandom();
        DtlsIdentity identity = DtlsIdentity.create(random, Instant.now());
        handshakes = new DtlsHandshakes(HANDSHAKE_THREADS, HANDSHAKE_TIMEOUT);
        try {
            for (int i = 0; i < settings.loops(); i++) {
                lanes.add(lane(settings, i, identity, random));
            }
        } catch (UncheckedIOException e) {
            close();
            throw e;
        }
        Thread warmUp = new Thread(EmbeddedBridge::warmUp, "srtp-warm-up");
        warmUp.setDaemon(true);
        warmUp.start();
        lanes.forEach(lane -> lane.loop.start(lane.switchboard));
    }

    private Lane lane(BridgeSettings settings, int index, DtlsIdentity identity, SecureRandom random) {
        BridgeSettings.Reach reach = settings.reach();
        int port = reach.udpPort() == 0 ? 0 : reach.udpPort() + index;
        MediaLoop loop = bind(
                "media-" + index,
                new MediaPorts(
                        reach.bind(), port, reach.tcp().port(index), reach.tcp().limits()));
        LoopContext context = new LoopContext(
                Clock.SYSTEM,
                loop,
                SecureChannel.dtls(identity, handshakes, loop),
                random,
                settings,
                candidates(reach, index, loop));
        return new Lane(loop, new Switchboard(), context, new AtomicInteger());
    }

    private static List<Candidate> candidates(BridgeSettings.Reach reach, int index, MediaLoop loop) {
        List<Candidate> candidates = new ArrayList<>();
        for (InetAddress address : reach.advertised()) {
            candidates.add(
                    Candidate.udp(new InetSocketAddress(address, loop.local().getPort())));
        }
        InetSocketAddress tcp = loop.localTcp();
        if (tcp != null) {
            List<Integer> ports = reach.tcp().advertisedPorts();
            int port = ports.isEmpty() ? tcp.getPort() : ports.get(index);
            for (InetAddress address : reach.advertised()) {
                candidates.add(Candidate.tcp(new InetSocketAddress(address, port)));
            }
        }
        return candidates;
    }

    private static MediaLoop bind(String name, MediaPorts ports) {
        try {
            return new MediaLoop(name, ports, Clock.SYSTEM);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void warmUp() {
        LOG.atInfo().addKeyValue("engine", SrtpEngine.warmUp()).log("SRTP engine chosen");
    }

    @Override
    public Conference open(String id, ConferenceSettings settings, ConferenceListener listener) {
        if (id.isEmpty() || id.length() > MAX_ID) {
            throw new IllegalArgumentException("a conference id has 1 to " + MAX_ID + " characters");
        }
        synchronized (ids) {
            if (closed) {
                throw new IllegalStateException("the bridge is closed");
            }
            if (!ids.add(id)) {
                throw new IllegalArgumentException("a conference with this id is open");
            }
        }
        Lane lane = lanes.stream()
                .min(Comparator.comparingInt(each -> each.conferences.get()))
                .orElseThrow();
        lane.conferences.incrementAndGet();
        ConferenceState state = new ConferenceState(
                new ConferenceState.Opening(id, settings, listener), lane.context.ofConference(), lane.switchboard);
        lane.loop.execute(state::begin);
        return new EmbeddedConference(state, lane.loop, () -> ended(id, lane));
    }

    @Override
    public CompletableFuture<List<LoopStats>> loops() {
        List<CompletableFuture<LoopStats>> each = new ArrayList<>();
        try {
            for (int i = 0; i < lanes.size(); i++) {
                Lane lane = lanes.get(i);
                int number = i;
                each.add(CompletableFuture.supplyAsync(() -> lane.stats(number), lane.loop));
            }
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new IllegalStateException("the bridge is closed", e));
        }
        return CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> each.stream().map(CompletableFuture::join).toList());
    }

    private void ended(String id, Lane lane) {
        lane.conferences.decrementAndGet();
        synchronized (ids) {
            ids.remove(id);
        }
    }

    @Override
    public void close() {
        synchronized (ids) {
            closed = true;
        }
        handshakes.close();
        for (Lane lane : lanes) {
            lane.loop.close();
            report(lane.loop.health());
        }
    }

    private static void report(LoopHealth health) {
        if (health.stalls() + health.refusedBySocket() > 0) {
            LOG.atInfo()
                    .addKeyValue("packets", health.refusedBySocket())
                    .addKeyValue("stalls", health.stalls())
                    .addKeyValue("longest_ms", health.longestTurn().toMillis())
                    .log("packets that the socket refused, and turns that took too long");
        }
        if (health.droppedByConnections() + health.refusedConnections() > 0) {
            LOG.atInfo()
                    .addKeyValue("packets", health.droppedByConnections())
                    .addKeyValue("connections", health.refusedConnections())
                    .log("packets that slow TCP connections had no room for, and connections over a limit");
        }
    }
}
