package lectern.bridge.srtp;

/**
 * One protection profile with one association's keys. Packets have been found well formed; results are as
 * {@link SrtpSession} gives them.
 */
interface Protection {
    int protect(byte[] buffer, int offset, int length);

    int unprotect(byte[] buffer, int offset, int length);

    int protectRtcp(byte[] buffer, int offset, int length);

    int unprotectRtcp(byte[] buffer, int offset, int length);

    /** SSRCs of RTP that have authenticated. */
    int receivedSsrcs();
}
