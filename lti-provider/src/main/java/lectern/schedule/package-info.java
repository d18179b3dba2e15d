/**
 * When classes take place: what a teacher planned for a room, once or weekly, with single classes cancelled or moved
 * (RFC 5545's recurrence rules, as far as a timetable needs them). Stateless but for the store; any thread.
 */
@NullMarked
package lectern.schedule;

import org.jspecify.annotations.NullMarked;
