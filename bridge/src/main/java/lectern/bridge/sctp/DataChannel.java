package lectern.bridge.sctp;

/**
 * A data channel (RFC 8831 §6).
 *
 * @param stream SCTP stream in both directions
 * @param ordered whether messages keep their order
 * @param maxRetransmits retransmissions of a message before it is given up (RFC 3758), -1 without limit
 * @param maxLifetimeMillis time before a message is given up, -1 without limit
 */
public record DataChannel(
        int stream, String label, String protocol, boolean ordered, int maxRetransmits, int maxLifetimeMillis) {
    /** A reliable, ordered channel. */
    public static DataChannel reliable(int stream, String label) {
        return new DataChannel(stream, label, "", true, -1, -1);
    }
}
