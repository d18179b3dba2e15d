/**
 * Deep Linking 2.0: a teacher chooses what becomes a link of the course. The LMS's request waits in the store for one
 * answer; the answer is a signed list of links that the browser carries back. Rooms are made by the links' first
 * launches, because an LMS may still drop what was chosen. Any thread.
 */
@NullMarked
package lectern.lti.deeplink;

import org.jspecify.annotations.NullMarked;
