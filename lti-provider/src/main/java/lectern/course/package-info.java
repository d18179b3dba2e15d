/** The page of a whole course: its classes, live and past, and their recordings. Stateless but for the store; any thread. */
@NullMarked
package lectern.course;

import org.jspecify.annotations.NullMarked;
