/** The recorder: a process of its own that writes each participant's tracks once, without transcoding. */
@NullMarked
package lectern.recorder;

import org.jspecify.annotations.NullMarked;
