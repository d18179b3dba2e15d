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

    /** A request that we cannot know the sender of: refused without a word. */
    static final IceOutcome UNAUTHENTIC = new IceOutcome(Kind.REFUSED, null);

    /** No answer is longer than its request, so that nobody can be flooded through us. */
    static IceOutcome answer(Kind kind, byte[] response, int requestLength) {
        return new IceOutcome(kind, response.length <= requestLength ? response : null);
    }

    static final IceOutcome IGNORED = new IceOutcome(Kind.IGNORED, null);

    /** Whether {@link IceLite#remote()} is new. */
    public boolean pathChanged() {
        return kind == Kind.SELECTED || kind == Kind.CHANGED;
    }
}
