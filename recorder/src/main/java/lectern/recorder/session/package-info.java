/**
 * The recorder's sessions: directory, journal, end and recovery, and the link's frames handed to their tracks. Confined to
 * the recorder's loop; finishing runs on the disk's thread.
 */
@NullMarked
package lectern.recorder.session;

import org.jspecify.annotations.NullMarked;
