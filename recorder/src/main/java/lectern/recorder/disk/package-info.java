/**
 * Files that are only appended to, whole pieces or nothing, and the thread that brings them to the disk every two seconds.
 */
@NullMarked
package lectern.recorder.disk;

import org.jspecify.annotations.NullMarked;
