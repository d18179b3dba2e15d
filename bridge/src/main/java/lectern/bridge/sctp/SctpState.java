package lectern.bridge.sctp;

/** States of an association (RFC 9260 §4). */
enum SctpState {
    CLOSED,
    COOKIE_WAIT,
    COOKIE_ECHOED,
    ESTABLISHED,
    SHUTDOWN_PENDING,
    SHUTDOWN_SENT,
    SHUTDOWN_RECEIVED,
    SHUTDOWN_ACK_SENT,
    /** For good: a new association needs a new DTLS connection. */
    ENDED;

    boolean asks() {
        return this == COOKIE_WAIT || this == COOKIE_ECHOED;
    }

    boolean takesData() {
        return this == ESTABLISHED || this == SHUTDOWN_PENDING || this == SHUTDOWN_SENT;
    }

    boolean isUp() {
        return takesData() || this == SHUTDOWN_RECEIVED || this == SHUTDOWN_ACK_SENT;
    }
}
