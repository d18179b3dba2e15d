/** The LMSs that may launch into this server, and their deployments (LTI Core 1.3 §3.1). Any thread. */
@NullMarked
package lectern.lti.registration;

import org.jspecify.annotations.NullMarked;
