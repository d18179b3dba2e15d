/**
 * Access tokens for the platforms' services by client credentials (1EdTech Security Framework 1.0 §4, RFC 7523), and
 * calls with them. Thread-safe; calls block.
 */
@NullMarked
package lectern.lti.token;

import org.jspecify.annotations.NullMarked;
