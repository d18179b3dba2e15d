/**
 * What forwarding must know of codecs' RTP payloads: keyframes, and VP8's continuity fields (RFC 7741, RFC 6184). Pure
 * functions and views; no thread, clock or socket.
 */
@NullMarked
package lectern.bridge.codec;

import org.jspecify.annotations.NullMarked;
