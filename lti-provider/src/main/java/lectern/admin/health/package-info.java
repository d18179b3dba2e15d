/** What works and what does not: the lines that the console begins with. Any thread. */
@NullMarked
package lectern.admin.health;

import org.jspecify.annotations.NullMarked;
