/** What a deployment's administrators allow its teachers and students. Any thread. */
@NullMarked
package lectern.policy;

import org.jspecify.annotations.NullMarked;
