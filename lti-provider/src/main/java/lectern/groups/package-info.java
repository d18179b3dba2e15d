/**
 * The groups of courses, from whichever source knows them: sets, members, lists that teachers give, and the rooms that
 * are planned for them. Stateless but for the store; any thread.
 */
@NullMarked
package lectern.groups;

import org.jspecify.annotations.NullMarked;
