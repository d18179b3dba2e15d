/**
 * The database and its migrations, and nothing that any one feature stores: each feature keeps its own SQL in a
 * {@code …Store} class of its own package. Any thread.
 */
@NullMarked
package lectern.store;

import org.jspecify.annotations.NullMarked;
