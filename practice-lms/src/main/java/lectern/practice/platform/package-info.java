/**
 * The platform's side of an LTI 1.3 launch: third-party login initiation, the OpenID Connect authentication response
 * and the signed message (1EdTech Security Framework 1.0 §5.1.1, LTI 1.3 core §5.3).
 */
@NullMarked
package lectern.practice.platform;

import org.jspecify.annotations.NullMarked;
