/** JSON and answers of HTTP services. */
@NullMarked
package lectern.practice.wire;

import org.jspecify.annotations.NullMarked;
