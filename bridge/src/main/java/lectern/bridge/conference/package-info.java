/**
 * The embedded bridge: conferences of endpoints, each wholly on one media loop. {@code EmbeddedConference} is the outside
 * and only posts; {@code ConferenceState} and everything below it belong to the loop and take the time as a parameter,
 * so that a conference runs in a simulation as it does in production.
 */
@NullMarked
package lectern.bridge.conference;

import org.jspecify.annotations.NullMarked;
