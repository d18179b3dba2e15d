/**
 * RTP packets (RFC 3550 §5), their header extensions (RFC 8285), sequence numbers and retransmission payloads
 * (RFC 4588), as views over byte arrays. No thread, clock or socket; one instance serves one thread.
 */
@NullMarked
package lectern.bridge.rtp;

import org.jspecify.annotations.NullMarked;
