/** What went between this LMS and the tool, kept to be looked at. */
@NullMarked
package lectern.practice.trace;

import org.jspecify.annotations.NullMarked;
