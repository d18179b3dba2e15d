package lectern.recorder.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import lectern.recorder.testing.RtpStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final int VIDEO = 1;
    private static final int AUDIO = 2;

    private final Outbox outbox = new Outbox(4 << 20);
    private final List<String> sent = new ArrayList<>();

    @Test
    void videoIsDroppedFirstUpToItsNextKeyframeAndAudioLast() {
        open();
        long time = 0;
        while (outbox.dropped() == 0) {
            video(time++, false);
        }
        long firstDropped = time - 1;
        for (int i = 0; i < 100; i++) {
            audio(time++);
        }
        assertThat(outbox.dropped()).as("audio still fits").isEqualTo(1);
        assertThat(outbox.keyframesWanted(1_000_000_000_000L)).as("no room yet").isEmpty();
        drain();
        assertThat(sent.stream().filter(it -> it.startsWith("6 2"))).hasSize(100);
        assertThat(sent).doesNotContain("8 1 " + firstDropped);

        video(time++, false);
        assertThat(outbox.dropped()).as("a frame that needs the dropped ones").isEqualTo(2);
        assertThat(outbox.keyframesWanted(1_000_000_000_000L)).containsExactly(VIDEO);
        assertThat(outbox.keyframesWanted(1_000_000_000_001L))
                .as("asked once a second")
                .isEmpty();
        sent.clear();
        video(time, true);
        drain();
        assertThat(sent).containsExactly("8 1 " + firstDropped + " x2", "6 1 " + time);
        assertThat(outbox.dropped()).isEqualTo(2);
    }

    @Test
    void audioIsDroppedWhenNothingElseIsLeftAndOpensAndClosesNever() {
        open();
        long time = 0;
        while (outbox.dropped() < 5) {
            audio(time++);
        }
        outbox.close(AUDIO, time, new byte[0]);
        outbox.endSession("s", time);
        drain();
        assertThat(sent).contains("8 2 " + (time - 5) + " x5", "5 2 " + time, "3 0 " + time);
    }

    @Test
    void packetsOfTracksThatAreNotOpenGoNowhere() {
        open();
        outbox.close(VIDEO, 0, new byte[0]);
        video(1, true);
        drain();
        assertThat(sent).noneMatch(it -> it.startsWith("6"));
    }

    @Test
    void whatWasNotSentWholeGoesOutAgainAfterWhatIsOpenIsAnnounced() {
        Announcements announcements = new Announcements();
        Batch batch = new Batch();
        outbox.openSession(Control.sessionOpen(new RecorderLink.SessionHeader("s", "a/b/c", 1)));
        open();
        audio(7);
        audio(8);
        batch.begin(announcements.replay());
        write(batch, announcements, Integer.MAX_VALUE);
        batch.fill(outbox, false);
        int frame = FrameCodec.size(12 + 500);
        write(batch, announcements, batch.next().remaining() - frame - 3);
        sent.clear();
        batch.begin(announcements.replay());
        write(batch, announcements, Integer.MAX_VALUE);
        assertThat(sent).containsExactly("2 0 0", "4 1 0", "4 2 0", "9 0 0", "6 2 7", "6 2 8");
    }

    private void open() {
        outbox.open(VIDEO, "s", new RecorderLink.TrackHeader("p", "camera", "l", "VP8", 90_000), announce("camera"));
        outbox.open(AUDIO, "s", new RecorderLink.TrackHeader("p", "mic", null, "opus", 48_000), announce("mic"));
    }

    private static byte[] announce(String kind) {
        String codec = kind.equals("mic") ? "opus" : "VP8";
        return Control.trackOpen(
                new Control.TrackOpen("s", new RecorderLink.TrackHeader("p", kind, null, codec, 48_000), false));
    }

    private void video(long time, boolean keyframe) {
        byte[] payload = new byte[1000];
        payload[0] = 0x10;
        payload[1] = (byte) (keyframe ? 0 : 1);
        byte[] packet = RtpStream.packet(1, 1, 1, true, payload);
        outbox.rtp(VIDEO, time, packet, 0, packet.length);
    }

    private void audio(long time) {
        byte[] packet = RtpStream.packet(1, 1, 1, false, new byte[500]);
        outbox.rtp(AUDIO, time, packet, 0, packet.length);
    }

    private void drain() {
        ByteBuffer batch = ByteBuffer.allocate(128 << 10);
        do {
            batch.clear();
            outbox.drain(batch);
            note(batch.flip());
        } while (batch.limit() > 0);
    }

    /** Writes so many bytes into the void, and notes the frames that were whole. */
    private void write(Batch batch, Announcements announcements, int most) {
        int left = most;
        while (!batch.empty() && left > 0) {
            ByteBuffer next = batch.next();
            int count = Math.min(left, next.remaining());
            note(next.duplicate().limit(next.position() + count));
            next.position(next.position() + count);
            batch.sent(announcements);
            left -= count;
        }
    }

    private void note(ByteBuffer frames) {
        while (frames.remaining() >= 4 && frames.remaining() >= 4 + frames.getInt(frames.position())) {
            int end = frames.position() + 4 + frames.getInt(frames.position());
            frames.getInt();
            int type = frames.get();
            String text = type + " " + frames.getInt() + " " + frames.getLong();
            sent.add(type == FrameType.GAP ? text + " x" + frames.getInt() : text);
            frames.position(end);
        }
    }
}
