package lectern.bridge.stun;

/** Attribute types of RFC 8489 §14 and RFC 8445 §16.1 that the bridge reads or writes. */
final class StunAttribute {
    static final int USERNAME = 0x0006;
    static final int MESSAGE_INTEGRITY = 0x0008;
    static final int ERROR_CODE = 0x0009;
    static final int UNKNOWN_ATTRIBUTES = 0x000A;
    static final int XOR_MAPPED_ADDRESS = 0x0020;
    static final int PRIORITY = 0x0024;
    static final int USE_CANDIDATE = 0x0025;
    static final int FINGERPRINT = 0x8028;
    static final int ICE_CONTROLLED = 0x8029;
    static final int ICE_CONTROLLING = 0x802A;

    /** RFC 8489 §18.3.1: below this an attribute that is not understood makes the request fail with 420. */
    static final int FIRST_OPTIONAL = 0x8000;

    static boolean understood(int type) {
        return switch (type) {
            case USERNAME, MESSAGE_INTEGRITY, ERROR_CODE, XOR_MAPPED_ADDRESS, PRIORITY, USE_CANDIDATE -> true;
            case UNKNOWN_ATTRIBUTES -> true;
            default -> type >= FIRST_OPTIONAL;
        };
    }

    private StunAttribute() {}
}
