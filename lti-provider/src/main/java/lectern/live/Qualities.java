package lectern.live;

import java.util.HashMap;
import java.util.Map;
import lectern.classroom.Media;

/**
 * Tells how people's connections are: each their own, and hosts everybody's. Students are not told of each other. Class's
 * loop only.
 */
final class Qualities {
    private final Map<String, Client> clients;
    /** Those that are not good. */
    private final Map<String, Media.Quality> known = new HashMap<>();

    Qualities(Map<String, Client> clients) {
        this.clients = clients;
    }

    /** A new session begins. */
    void forget() {
        known.clear();
    }

    /** Somebody left. */
    void forget(String person) {
        known.remove(person);
    }

    /** From now on a person's connection is like this. */
    void settle(String person, Media.Quality quality) {
        Media.Quality before = quality == Media.Quality.GOOD ? known.remove(person) : known.put(person, quality);
        if (quality == (before == null ? Media.Quality.GOOD : before)) {
            return;
        }
        Outgoing told = Speech.quality(person, quality);
        clients.values().stream().filter(client -> mayKnow(client, person)).forEach(client -> client.say(told));
    }

    /** After the state, which calls everybody's good. */
    void describe(Client client) {
        known.forEach((person, quality) -> {
            if (mayKnow(client, person)) {
                client.say(Speech.quality(person, quality));
            }
        });
    }

    private static boolean mayKnow(Client client, String person) {
        return client.person().host() || client.id().equals(person);
    }
}
