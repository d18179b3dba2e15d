package lectern.bridge.congestion;

/** What a publisher may send, as the REMB says it: the codecs' caps with room for headers, repair and sound. */
public final class PublisherBudget {
    private static final long AUDIO_BITS = 100_000;

    private PublisherBudget() {}

    /** Bits per second for everything the publisher sends; the screen counts only while one is sent. */
    public static long bitsPerSecond(int cameraKbps, int screenKbps, boolean screen) {
        long video = (long) cameraKbps + (screen ? screenKbps : 0);
        return video * 1000 * 5 / 4 + AUDIO_BITS;
    }
}
