/**
 * The web server and what all its features share: errors, JSON, request limits, security headers. It knows no feature;
 * each brings its routes as a {@link lectern.web.Feature}. Handlers run on Jetty's threads.
 */
@NullMarked
package lectern.web;

import org.jspecify.annotations.NullMarked;
