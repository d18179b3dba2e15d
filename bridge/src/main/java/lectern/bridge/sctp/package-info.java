/**
 * SCTP (RFC 9260) as far as WebRTC's data channels need it (RFC 8831, RFC 8832), with partial reliability (RFC 3758) and
 * stream reset (RFC 6525): one packet in a DTLS record. A pure state machine: packets, timers and messages go in and out,
 * the clock is a parameter, one loop uses it. What it does, what it leaves out and why is in {@code docs/sctp.md}.
 */
@NullMarked
package lectern.bridge.sctp;

import org.jspecify.annotations.NullMarked;
