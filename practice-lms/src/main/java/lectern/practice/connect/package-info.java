/** A tool registers itself (LTI Dynamic Registration 1.0), each face with its own demands. */
@NullMarked
package lectern.practice.connect;

import org.jspecify.annotations.NullMarked;
