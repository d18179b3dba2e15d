/**
 * From a track's RTP clock to class time, by sender reports (RFC 3550 §6.4.1) and arrival times. Pure arithmetic on what
 * is passed in.
 */
@NullMarked
package lectern.recorder.sync;

import org.jspecify.annotations.NullMarked;
