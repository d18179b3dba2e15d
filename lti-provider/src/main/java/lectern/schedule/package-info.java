/** When classes take place: the start and end that a teacher set for a room. Stateless but for the store; any thread. */
@NullMarked
package lectern.schedule;

import org.jspecify.annotations.NullMarked;
