/**
 * {@code ./lectern bench bridge}: the tables that show what the bridge costs and how it holds, beside Janus, a Jitsi
 * Videobridge and the floor. Measuring threads: one that commands, and the peers' loop.
 */
@NullMarked
package lectern.bench.bridge;

import org.jspecify.annotations.NullMarked;
