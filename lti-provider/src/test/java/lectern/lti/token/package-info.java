/** Access tokens, against a token endpoint that checks signatures. */
@NullMarked
package lectern.lti.token;

import org.jspecify.annotations.NullMarked;
