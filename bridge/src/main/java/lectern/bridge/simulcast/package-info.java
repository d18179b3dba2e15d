/** Which simulcast layer (RFC 8853) a picture of some size is shown from. Pure. */
@NullMarked
package lectern.bridge.simulcast;

import org.jspecify.annotations.NullMarked;
