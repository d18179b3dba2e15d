/** What the recorder costs: a synthetic class over the real socket into the real process. */
@NullMarked
package lectern.bench.recorder;

import org.jspecify.annotations.NullMarked;
