/** The tool's answer to a deep linking request, which makes links and columns (Deep Linking 2.0). */
@NullMarked
package lectern.practice.deeplink;

import org.jspecify.annotations.NullMarked;
