/** This tool's own RSA keys and their public set (RFC 7517), and the fetching of platforms' sets. Any thread. */
@NullMarked
package lectern.lti.keys;

import org.jspecify.annotations.NullMarked;
