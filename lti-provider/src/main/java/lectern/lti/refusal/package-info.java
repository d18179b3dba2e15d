/** What a person and an admin are told when a login or launch is refused, and the log of all launches. Any thread. */
@NullMarked
package lectern.lti.refusal;

import org.jspecify.annotations.NullMarked;
