package lectern.bridge.sctp;

/** What an {@link SctpAssociation} says, during a call of one of its methods. It may be called back from here. */
public interface SctpListener {
    /** A packet of at most 1,180 bytes for one DTLS record; the bytes are valid during the call. */
    void send(byte[] buffer, int offset, int length);

    /** The association is up. */
    void connected();

    /** A data channel is open: the peer opened it, or acknowledged ours (RFC 8832). */
    void opened(DataChannel channel);

    /** A whole message. The array is the listener's own. */
    void message(DataChannel channel, boolean text, byte[] data);

    /** The peer or we closed the channel; its stream may be used again. */
    void closed(DataChannel channel);

    /**
     * A message was refused for want of room, and now at most {@link SctpAssociation#LOW_WATER} bytes wait: there is room
     * again. Until then the caller had better keep what it has, or send it another way.
     */
    default void writable() {}

    /** The association ended: abort, shutdown, or no answer for too long. Not told after our own abort. */
    void ended(String reason);
}
