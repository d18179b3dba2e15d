package lectern.bridge.sctp;

/** A message on its way out, cut into DATA chunks as it is sent. */
final class OutMessage {
    static final int NO_SSN = -1;

    final DataChannel channel;
    final int ppid;
    final byte[] data;
    /** After it the message is given up; {@link Long#MAX_VALUE} for never. */
    final long deadline;

    final int maxRetransmits;
    int sent;
    int ssn = NO_SSN;
    boolean abandoned;
    boolean released;

    OutMessage(DataChannel channel, int ppid, byte[] data, long nowNanos) {
        this.channel = channel;
        this.ppid = ppid;
        this.data = data;
        boolean control = ppid == Dcep.PPID;
        maxRetransmits = control || channel.maxRetransmits() < 0 ? Integer.MAX_VALUE : channel.maxRetransmits();
        deadline = control || channel.maxLifetimeMillis() < 0
                ? Long.MAX_VALUE
                : nowNanos + channel.maxLifetimeMillis() * 1_000_000L;
    }

    /** DCEP is always ordered and reliable (RFC 8832 §6). */
    boolean ordered() {
        return ppid == Dcep.PPID || channel.ordered();
    }

    /** What it takes of the send buffer: small messages cost more than their bytes. */
    int charge() {
        return Math.max(64, data.length);
    }

    boolean expired(long nowNanos) {
        return deadline != Long.MAX_VALUE && nowNanos - deadline > 0;
    }
}
