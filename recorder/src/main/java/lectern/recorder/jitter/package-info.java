/**
 * From RTP packets (RFC 3550 §5.1) as they arrived to packets in order, each once, with what is missing said. Pure: the
 * time is passed in.
 */
@NullMarked
package lectern.recorder.jitter;

import org.jspecify.annotations.NullMarked;
