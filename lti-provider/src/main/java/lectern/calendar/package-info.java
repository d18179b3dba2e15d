/**
 * The timetable of a course as calendars read it (iCalendar, RFC 5545): a download, and an address that each person can
 * make and take back. Stateless but for the store; any thread.
 */
@NullMarked
package lectern.calendar;

import org.jspecify.annotations.NullMarked;
