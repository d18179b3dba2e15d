/**
 * Benchmarks of the bridge's inside: in its package, because what they drive is visible nowhere else. A whole class
 * without sockets, run by JMH.
 */
@NullMarked
package lectern.bridge.conference;

import org.jspecify.annotations.NullMarked;
