package lectern.recorder.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import lectern.recorder.archive.Archive;
import lectern.recorder.archive.Recording;
import lectern.recorder.codec.Allowance;
import lectern.recorder.disk.Disk;
import lectern.recorder.disk.Trouble;
import lectern.recorder.disk.Volume;
import lectern.recorder.link.LinkServer;
import lectern.recorder.link.RecorderLink;
import lectern.recorder.link.SocketRecorderLink;
import lectern.recorder.session.SessionHost;
import lectern.recorder.track.Resources;
import org.jspecify.annotations.Nullable;

/** A recorder in this process and a link to it. */
public final class RecorderFixture implements AutoCloseable, RecorderLink.Listener {
    public static final String SESSION = "s1";
    public static final String DIRECTORY = "tenant/class/s1";

    private final Path folder = Files.createTempDirectory("rec");
    private final Path root;
    private final LinkServer server;
    private final Thread loop;
    private final SocketRecorderLink link;
    private final List<Integer> keyframes = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong skew = new AtomicLong();
    private volatile RecorderLink.LinkState state = new RecorderLink.LinkState(false, 0, null);
    private volatile @Nullable Throwable failure;

    public RecorderFixture(Path root) throws IOException {
        this(root, Volume.fileSystem());
    }

    public RecorderFixture(Path root, Volume volume) throws IOException {
        this.root = root;
        this.server = new LinkServer(folder.resolve("r.sock"));
        Disk disk = new Disk(volume);
        Resources resources =
                new Resources(disk, new Trouble(root), new Allowance(64 << 20), () -> System.nanoTime() + skew.get());
        SessionHost host = new SessionHost(root, resources, server);
        loop = new Thread(() -> {
            try {
                server.run(host);
                host.finishAll();
                disk.close();
                server.close();
            } catch (IOException | RuntimeException | AssertionError e) {
                failure = e;
            }
        });
        loop.start();
        link = new SocketRecorderLink(folder.resolve("r.sock"), this, SocketRecorderLink.RING_BYTES);
        link.openSession(new RecorderLink.SessionHeader(SESSION, DIRECTORY, 1_700_000_000_000_000L));
    }

    public RecorderLink link() {
        return link;
    }

    public RecorderLink.LinkState state() {
        return state;
    }

    /** Lets the recorder believe that so much time passed. */
    public void skip(Duration time) {
        skew.addAndGet(time.toNanos());
    }

    /** Class time up to which something is in a file. */
    public long recorded() {
        try {
            return Archive.read(directory()).endMicros();
        } catch (IOException notYet) {
            return 0;
        }
    }

    public Path socket() {
        return folder.resolve("r.sock");
    }

    public Path directory() {
        return root.resolve(DIRECTORY);
    }

    public int track(String subject, String kind, @Nullable String layer, String codec) {
        int clockRate = codec.equals("opus") ? 48_000 : 90_000;
        return link.openTrack(SESSION, new RecorderLink.TrackHeader(subject, kind, layer, codec, clockRate));
    }

    public void send(int track, RtpStream stream) {
        stream.packets()
                .forEach(packet -> link.rtp(track, packet.classMicros(), packet.bytes(), 0, packet.bytes().length));
    }

    /** Ends the session and reads what was recorded. */
    public Recording end(long classMicros) {
        try {
            link.endSession(SESSION, classMicros).get(30, TimeUnit.SECONDS);
            return Archive.read(directory());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    public Path file(Recording.Part part) {
        return directory().resolve(part.file());
    }

    public List<Integer> keyframesWanted() {
        return List.copyOf(keyframes);
    }

    /** Waits for what must come, on a busy machine too. */
    public static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("it did not come");
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void keyframeWanted(int track) {
        keyframes.add(track);
    }

    @Override
    public void stateChanged(RecorderLink.LinkState now) {
        state = now;
    }

    @Override
    public void close() {
        link.close();
        server.stop();
        await(() -> !loop.isAlive());
        if (failure != null) {
            throw new AssertionError("the recorder failed", failure);
        }
    }
}
