package lectern.bridge.srtp;

/**
 * Where one stream stands: the highest packet index (RFC 3711 §3.3.1: rollover counter and sequence number, 48 bits) and
 * which of the last {@value #WINDOW} were used (§3.3.2).
 */
final class PacketIndex {
    static final int WINDOW = 64;

    /** What {@link #check} says of an index that may be used. */
    static final int FREE = 0;

    private static final int INDEX_BITS = 48;
    private static final long UNSET = -1;

    private final long end;
    private long highest = UNSET;
    private long window;

    private PacketIndex(long end) {
        this.end = end;
    }

    /** Of a stream of RTP. */
    static PacketIndex rtp() {
        return new PacketIndex(1L << INDEX_BITS);
    }

    /** Of the RTCP of one sender, whose packets state their index (§3.4). */
    static PacketIndex rtcp() {
        return new PacketIndex(1L << 31);
    }

    /** The index nearest to the highest that has this sequence number; negative before the first. */
    long estimate(int sequence) {
        return highest == UNSET ? sequence : highest + (short) (sequence - (int) highest);
    }

    /** The index after the highest. */
    long next() {
        return highest + 1;
    }

    /** {@link #FREE}, or the code of {@link SrtpSession} that says why the index must not be used. */
    int check(long index) {
        if (index >= end) {
            // The key is worn out (§9.2).
            return SrtpSession.FAILED;
        }
        long behind = highest - index;
        if (behind < 0) {
            return FREE;
        }
        if (behind >= WINDOW || index < 0) {
            return SrtpSession.TOO_OLD;
        }
        return (window >>> behind & 1) == 0 ? FREE : SrtpSession.REPLAYED;
    }

    /** Notes that an index which {@link #check} found free is used. */
    void use(long index) {
        long ahead = index - highest;
        if (ahead > 0) {
            window = highest == UNSET || ahead >= WINDOW ? 1 : window << ahead | 1;
            highest = index;
        } else {
            window |= 1L << -ahead;
        }
    }
}
