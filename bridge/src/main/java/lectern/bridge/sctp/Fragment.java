package lectern.bridge.sctp;

/**
 * A received DATA chunk (RFC 9260 §3.3.1) whose message is not whole yet.
 *
 * @param flags U, B and E bits
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Fragment(int tsn, int flags, int stream, int ssn, int ppid, byte[] data) {
    static final int ENDING = 1;
    static final int BEGINNING = 2;
    static final int UNORDERED = 4;

    boolean begins() {
        return (flags & BEGINNING) != 0;
    }

    boolean ends() {
        return (flags & ENDING) != 0;
    }

    boolean unordered() {
        return (flags & UNORDERED) != 0;
    }

    boolean continues(Fragment former) {
        return !begins() && !former.ends() && stream == former.stream && unordered() == former.unordered();
    }

    /** What it takes of the receive buffer: small chunks cost more than their bytes. */
    int charge() {
        return Math.max(data.length, 64);
    }
}
