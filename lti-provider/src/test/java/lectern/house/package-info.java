/** The house rules as tests: which way dependencies point, and what a file may look like. */
@NullMarked
package lectern.house;

import org.jspecify.annotations.NullMarked;
