/** Tries to fool the tool: launches that it must refuse, and some that it must not, with what it did. */
@NullMarked
package lectern.practice.bench;

import org.jspecify.annotations.NullMarked;
