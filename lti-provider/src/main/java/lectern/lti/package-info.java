/** LTI 1.3 put together: the one place that knows all of its packages. */
@NullMarked
package lectern.lti;

import org.jspecify.annotations.NullMarked;
