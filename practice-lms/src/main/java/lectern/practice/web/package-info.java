/** Pages and addresses of the practice LMS. Handlers run on Jetty's threads and share nothing that changes. */
@NullMarked
package lectern.practice.web;

import org.jspecify.annotations.NullMarked;
