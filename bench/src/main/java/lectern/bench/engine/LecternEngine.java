package lectern.bench.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.bench.peer.PeerLoop;
import lectern.bench.peer.SdpSignalling;
import lectern.bench.peer.Signalling;
import lectern.bench.peer.SyntheticPeer;

/** Lectern's bridge ({@link LecternServerMain}), driven. */
public final class LecternEngine implements Engine {
    private static final int MOST_AUDIO_SLOTS = 8;
    private static final int MAX_VIDEO_SLOTS = 50;

    private final ServerProcess server;
    private final Set<String> open = new HashSet<>();
    private int maxAudioSlots = MOST_AUDIO_SLOTS;
    private int spareVideoSlots;

    private LecternEngine(ServerProcess server) {
        this.server = server;
    }

    public static LecternEngine start() throws IOException {
        return new LecternEngine(ServerProcess.start(LecternServerMain.class));
    }

    /** The most that anybody seated from now on hears at a time. */
    public void audioSlots(int most) {
        maxAudioSlots = most;
    }

    /** Room for so many who come later with a camera. */
    public void spareVideoSlots(int spare) {
        spareVideoSlots = spare;
    }

    @Override
    public String name() {
        return "Lectern";
    }

    @Override
    public List<Seated> seat(PeerLoop loop, String room, List<Seat> seats, int sampleOneIn) throws IOException {
        open(room);
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        int audio = slots(seats.stream().filter(Seat::speaks).count(), maxAudioSlots);
        int video = slots(spareVideoSlots + seats.stream().filter(Seat::shows).count(), MAX_VIDEO_SLOTS);
        List<Seated> seated = new ArrayList<>();
        for (Seat seat : seats) {
            SyntheticPeer peer = loop.peer(seat.number(), here, seat.publishing(), seat.listener());
            peer.sample(sampleOneIn);
            peer.connect(signalling(room, seat.number(), audio, video));
            seated.add(new Seated(seat.number(), List.of(peer)));
        }
        rooms(room, List.of(seats.stream().map(Seat::number).toList()));
        return seated;
    }

    private static int slots(long wanted, int most) {
        return (int) Math.max(1, Math.min(most, wanted));
    }

    /** Opens a class that nobody is in; once. */
    public void open(String room) throws IOException {
        if (open.add(room)) {
            server.ask("open " + room);
        }
    }

    /** The way in of one person: the server offers, the peer answers (RFC 9429). */
    public Signalling signalling(String room, int number, int audioSlots, int videoSlots) {
        String who = " " + room + " " + name(number);
        return new SdpSignalling(
                () -> decode(server.ask("join" + who + " " + audioSlots + " " + videoSlots)),
                answer -> server.ask("answer" + who + " " + encode(answer)),
                () -> server.ask("leave" + who));
    }

    /** Everybody of a room hears and sees everybody else of it; returns when that is in force. */
    public void rooms(String conference, List<List<Integer>> rooms) throws IOException {
        server.ask("rooms " + conference + " "
                + rooms.stream()
                        .map(room -> room.stream().map(LecternEngine::name).collect(Collectors.joining(",")))
                        .collect(Collectors.joining(" ")));
    }

    private static String name(int number) {
        return "p" + number;
    }

    public Counters counters(String conference) throws IOException {
        String[] words = server.ask("stats " + conference).split(" ", -1);
        return new Counters(
                Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[4]));
    }

    /** What the bridge believes that one person's line carries. */
    public Line line(String conference, int number) throws IOException {
        String[] words =
                server.ask("estimate " + conference + " " + name(number)).split(" ", -1);
        return new Line(Long.parseLong(words[0]), Integer.parseInt(words[1]));
    }

    /** What the server's Java machine says of itself; times since the last question. */
    public Gauges gauges() throws IOException {
        String[] words = server.ask("gauges").split(" ", -1);
        return new Gauges(
                Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]));
    }

    /** Watches how long a class's media loop leaves a small task waiting, until the next {@link #gauges}. */
    public void watch(String conference) throws IOException {
        server.ask("watch " + conference);
    }

    @Override
    public void clear(String room) throws IOException {
        if (open.remove(room)) {
            server.ask("close " + room);
        }
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private static String decode(String text) {
        return new String(Base64.getDecoder().decode(text), UTF_8);
    }

    /**
     * A receiver's line as the bridge sees it.
     *
     * @param estimateKbps 0 while unknown
     * @param paused pictures that it leaves out
     */
    public record Line(long estimateKbps, int paused) {}

    /** Counters of a conference since it opened. */
    public record Counters(long received, long forwarded, long retransmitted, long keyframeRequests) {}

    /**
     * The server's Java machine.
     *
     * @param allocatedBytes by media loops since they began
     * @param liveBytes of the heap after a collection
     * @param longestPauseMicros of the garbage collector since the last question
     * @param longestStallMicros of the watched media loop since the last question
     */
    public record Gauges(long allocatedBytes, long liveBytes, long longestPauseMicros, long longestStallMicros) {}
}
