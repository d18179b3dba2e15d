package lectern.bridge.ice;

import org.jspecify.annotations.Nullable;

/**
 * What came of one STUN message.
 *
 * @param response to send back to where the message came from, null for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record IceOutcome(Kind kind, byte @Nullable [] response) {
    /** What the message changed. */
    public enum Kind {
        /** Not STUN, or STUN that needs no answer. */
        IGNORED,
        /** A request that was refused with an error response. */
        REFUSED,
        /** An authentic check; the path is what it was. */
        CHECKED,
        /** The first path: media may flow to {@link IceLite#remote()}. */
        SELECTED,
        /** The client nominated another path (RFC 8445 §7.3.1.5), or checks over one after it lost its connection. */
        CHANGED
    }

    static final IceOutcome IGNORED = new IceOutcome(Kind.IGNORED, null);

    /** Whether {@link IceLite#remote()} is new. */
    public boolean pathChanged() {
        return kind == Kind.SELECTED || kind == Kind.CHANGED;
    }
}
