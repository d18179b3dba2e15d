package lectern.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import lectern.web.Json;

/**
 * A message to clients, written once for all who get it.
 *
 * @param json an object without its number
 * @param light goes over the data channel where there is one
 */
record Outgoing(String json, boolean light) {
    static Outgoing heavy(ObjectNode message) {
        return new Outgoing(Json.write(message), false);
    }

    static Outgoing light(ObjectNode message) {
        return new Outgoing(Json.write(message), true);
    }

    /** The text for one client: with its number in that client's stream. */
    String numbered(long n) {
        return "{\"n\":" + n + "," + json.substring(1);
    }
}
