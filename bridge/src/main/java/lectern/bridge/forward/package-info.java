/**
 * The decisions of selective forwarding as pure parts: who gets which slot, who is speaking, how a stream is rewritten
 * when its source changes, when to ask for keyframes. Time comes as a parameter.
 */
@NullMarked
package lectern.bridge.forward;

import org.jspecify.annotations.NullMarked;
