/**
 * What an operator can set: {@code reference.conf} with {@code lectern.conf} over it, read once at start into one
 * record tree. Immutable; any thread.
 */
@NullMarked
package lectern.settings;

import org.jspecify.annotations.NullMarked;
