/**
 * Recordings: the way from a class's packets to the recorder, the library of what was recorded with its dates and
 * rights, and what the replay page reads. The tap runs on media loops and only copies; requests run on Jetty's threads.
 */
@NullMarked
package lectern.recordings;

import org.jspecify.annotations.NullMarked;
