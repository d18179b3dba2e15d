/** Who came, when, and for how many minutes: a fold of a session's events. Pure but for the store and the web. */
@NullMarked
package lectern.attendance;

import org.jspecify.annotations.NullMarked;
