/**
 * Writing and scanning fragmented MP4 with one track a file (ISO/IEC 14496-12), one class for each level of its structure.
 * Which boxes and flags: {@code docs/recording-format.md}. Touches no thread or clock.
 */
@NullMarked
package lectern.recorder.fmp4;

import org.jspecify.annotations.NullMarked;
