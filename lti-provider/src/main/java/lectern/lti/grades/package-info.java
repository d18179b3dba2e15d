/**
 * Attendance as a grade (Assignment and Grade Services 2.0). What is to be sent stands in an outbox in the store; one
 * thread looks for what is due and two send, one class at a time each.
 */
@NullMarked
package lectern.lti.grades;

import org.jspecify.annotations.NullMarked;
