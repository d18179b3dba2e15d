/** Real media for tests: encoded by FFmpeg, packetized here, and looked at by FFmpeg again. */
@NullMarked
package lectern.recorder.testing;

import org.jspecify.annotations.NullMarked;
