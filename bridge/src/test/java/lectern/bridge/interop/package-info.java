/** The transport packages together against a real browser. */
@NullMarked
package lectern.bridge.interop;

import org.jspecify.annotations.NullMarked;
