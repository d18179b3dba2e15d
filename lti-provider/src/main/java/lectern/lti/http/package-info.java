/**
 * How we call platforms: guarded against addresses that point inward, slow and endless answers. Thread-safe; calls
 * block, so they belong on a thread that may wait, never on a class's or media loop.
 */
@NullMarked
package lectern.lti.http;

import org.jspecify.annotations.NullMarked;
