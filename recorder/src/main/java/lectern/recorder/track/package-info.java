/**
 * One source of one subject, from its packets to its parts: order, frames, class time, fragments, gaps and index rows.
 * Confined to the recorder's loop; the time is passed in.
 */
@NullMarked
package lectern.recorder.track;

import org.jspecify.annotations.NullMarked;
