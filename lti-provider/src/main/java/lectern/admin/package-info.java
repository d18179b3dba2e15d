/**
 * The console: what administrators see and change, and the trail of what they changed. Whoever runs the server sees all
 * registrations, an LMS's administrator their own deployment and nothing of any other. Any thread.
 */
@NullMarked
package lectern.admin;

import org.jspecify.annotations.NullMarked;
