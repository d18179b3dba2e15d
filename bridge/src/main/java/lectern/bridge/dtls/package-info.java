/**
 * DTLS-SRTP (RFC 6347, RFC 5764) with BouncyCastle: the server side for endpoints, the client side for our own peers.
 * Handshakes run on a small pool, because BouncyCastle's block; what they say is posted to the media loop, which owns the
 * connection before and after.
 */
@NullMarked
package lectern.bridge.dtls;

import org.jspecify.annotations.NullMarked;
