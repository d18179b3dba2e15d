/**
 * SRTP and SRTCP (RFC 3711, RFC 7714) over jitsi-srtp. A session is used on one media loop; only
 * {@link lectern.bridge.srtp.SrtpEngine} may be called from anywhere.
 */
@NullMarked
package lectern.bridge.srtp;

import org.jspecify.annotations.NullMarked;
