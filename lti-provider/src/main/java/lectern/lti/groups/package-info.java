/**
 * Groups that LMSs tell (Course Groups Service 1.0) and what deep linking asks about them. Calls to LMSs run on two
 * threads of {@link lectern.lti.token.Refreshes}; the rest is stateless but for the store, any thread.
 */
@NullMarked
package lectern.lti.groups;

import org.jspecify.annotations.NullMarked;
