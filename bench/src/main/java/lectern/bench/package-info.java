/**
 * Benchmarks ({@code ./lectern bench}): the bridge runs in a process and on a core of its own, synthetic clients in
 * this one, so that the bridge's processor time is its own. Nothing here judges: it prints figures.
 */
@NullMarked
package lectern.bench;

import org.jspecify.annotations.NullMarked;
