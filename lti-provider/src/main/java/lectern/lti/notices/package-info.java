/**
 * What LMSs tell by themselves (Platform Notification Service 1.0): a greeting, and copied courses. Notices come on the web
 * server's threads; the asking for them has a thread of its own.
 */
@NullMarked
package lectern.lti.notices;

import org.jspecify.annotations.NullMarked;
