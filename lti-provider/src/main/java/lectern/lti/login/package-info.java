/** OIDC third-party initiated login (LTI Security Framework 1.1 §5.1.1): where a launch begins, and how it is bound to the browser. Any thread. */
@NullMarked
package lectern.lti.login;

import org.jspecify.annotations.NullMarked;
