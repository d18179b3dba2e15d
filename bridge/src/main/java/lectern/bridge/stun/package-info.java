/**
 * STUN messages (RFC 8489) as ICE uses them: a bounded reader and a writer over byte arrays. No thread, clock or socket.
 */
@NullMarked
package lectern.bridge.stun;

import org.jspecify.annotations.NullMarked;
