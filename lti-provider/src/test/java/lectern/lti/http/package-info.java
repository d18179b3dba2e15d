/** How we call platforms, against real sockets of this machine. */
@NullMarked
package lectern.lti.http;

import org.jspecify.annotations.NullMarked;
