/** The made-up people, courses and links, and who is what in which course. */
@NullMarked
package lectern.practice.campus;

import org.jspecify.annotations.NullMarked;
