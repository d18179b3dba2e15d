/**
 * An LMS registers itself (LTI Dynamic Registration 1.0, OpenID Connect Dynamic Client Registration 1.0). What comes in
 * is a stranger's: addresses are called through {@link lectern.lti.http.PlatformHttp} only, and registration tokens are
 * neither stored nor logged. Runs on Jetty's threads, a few at once.
 */
@NullMarked
package lectern.lti.dynamic;

import org.jspecify.annotations.NullMarked;
