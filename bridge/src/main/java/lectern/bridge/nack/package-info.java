/**
 * Negative acknowledgements (RFC 4585 §6.2.1) in both directions: what is missing from a publisher, and a cache to answer
 * receivers from. Pure data structures; time comes as a parameter.
 */
@NullMarked
package lectern.bridge.nack;

import org.jspecify.annotations.NullMarked;
