/**
 * Running the recorder as a child of another process: start, restart with back-off, a clean end. One thread watches the
 * child and one carries its log lines.
 */
@NullMarked
package lectern.recorder.process;

import org.jspecify.annotations.NullMarked;
