/**
 * From RTP payloads in order to whole frames as a file holds them: VP8 (RFC 7741), H.264 (RFC 6184) and Opus (RFC 7587).
 * Touches no thread, clock or file; what a sender writes wrong is dropped and counted.
 */
@NullMarked
package lectern.recorder.codec;

import org.jspecify.annotations.NullMarked;
