/** The gradebook: columns and what is in them. */
@NullMarked
package lectern.practice.grades;

import org.jspecify.annotations.NullMarked;
