/**
 * Reading what the recorder wrote: a session's tracks, parts, gaps and fragment index ({@code
 * docs/recording-format.md}). Touches no thread or clock; safe to read while the recorder still writes.
 */
@NullMarked
package lectern.recorder.archive;

import org.jspecify.annotations.NullMarked;
