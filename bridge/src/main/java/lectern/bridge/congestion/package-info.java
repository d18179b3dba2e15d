/**
 * Congestion in both directions. Publishers are held to their caps: what REMB tells them, and the hard limit behind it.
 * Receivers' downlinks are estimated from transport-wide feedback, probed, and shared among the pictures that are wanted.
 * Pure; time comes as a parameter.
 */
@NullMarked
package lectern.bridge.congestion;

import org.jspecify.annotations.NullMarked;
