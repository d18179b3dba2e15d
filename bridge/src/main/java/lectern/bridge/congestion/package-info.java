/**
 * Holding publishers to their caps: what REMB tells them, and the hard limit behind it. Estimators of the receivers'
 * downlinks belong here too. Pure; time comes as a parameter.
 */
@NullMarked
package lectern.bridge.congestion;

import org.jspecify.annotations.NullMarked;
