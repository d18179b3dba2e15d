/**
 * The page in the LMS's frame before and after class: the class's state, tickets to the class and to recordings, and the
 * class's settings. Jetty's threads; who waits is kept in memory.
 */
@NullMarked
package lectern.lobby;

import org.jspecify.annotations.NullMarked;
