package lectern.lti.launch;

import io.javalin.http.Context;
import lectern.lti.refusal.Refused;

/**
 * What answers the launches that lead to one place. Every check of token and message has passed, the person and their
 * course are in the store, and the platform may frame the answer. Called on the web server's threads, many at once.
 */
public interface Destination {
    Place place();

    /**
     * Writes the answer, a page.
     *
     * @throws Refused for a person who may not come here or a message that lacks what this place needs
     */
    void answer(Context ctx, Arrival arrival);
}
