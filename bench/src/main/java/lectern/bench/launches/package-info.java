/**
 * How fast a server lets a school in ({@code ./lectern bench launches}): the real server with an empty database in a
 * process of its own, a made-up LMS with real signatures and many browsers without windows in this one. Each browser is
 * a thread; calls block.
 */
@NullMarked
package lectern.bench.launches;

import org.jspecify.annotations.NullMarked;
