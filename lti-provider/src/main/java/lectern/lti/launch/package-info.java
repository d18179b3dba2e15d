/**
 * The launch itself (LTI Core 1.3 §4): one POST, checked line by line in a fixed order, answered with the lobby. The
 * only package that knows the wire classes of basiclti-util, which fill in what a message lacks: they are read only
 * after every check has been made on the claims. Any thread.
 */
@NullMarked
package lectern.lti.launch;

import org.jspecify.annotations.NullMarked;
