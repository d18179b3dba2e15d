/** Which LMS this one behaves like, and the other things that a visitor may switch while it runs. */
@NullMarked
package lectern.practice.face;

import org.jspecify.annotations.NullMarked;
