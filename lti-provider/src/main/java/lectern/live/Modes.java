package lectern.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lectern.classroom.Address;
import lectern.classroom.ClassState;
import lectern.classroom.Classroom.Held;
import lectern.classroom.Participant;

/**
 * Tells each client who speaks to it from elsewhere, and a host where their own voice goes and which room they look
 * into. Whoever does not hear a whisper is not told of it; nobody but the host is told of a look. Class's loop only.
 */
final class Modes {
    private Modes() {}

    /** What this client may know of voices that go elsewhere, by the host whose voice it is. */
    static Map<String, Views.TalkView> talks(Held held, String listener) {
        Map<String, Views.TalkView> talks = new HashMap<>();
        for (Participant talker : held.state().present()) {
            Address to = talker.address();
            boolean mine = talker.id().equals(listener);
            if (to != null && (mine || held.audience().row(listener).hears().contains(talker.id()))) {
                talks.put(
                        talker.id(), Views.talk(talker, to, mine, held.session().clock()));
            }
        }
        return talks;
    }

    /** Brings a client from what it was told to what is so. */
    static void tell(Held held, Client client) {
        Map<String, Views.TalkView> now = talks(held, client.id());
        Map<String, Views.TalkView> told = client.talks();
        for (String over : List.copyOf(told.keySet())) {
            if (!now.containsKey(over)) {
                told.remove(over);
                client.say(Speech.talkOver(over));
            }
        }
        now.forEach((talker, view) -> {
            if (!view.equals(told.put(talker, view))) {
                client.say(Speech.talk(view));
            }
        });
        Integer peek = held.state().present(client.id()).map(Participant::peek).orElse(null);
        if (!Objects.equals(peek, client.peek())) {
            client.peek(peek);
            client.say(Speech.peek(peek));
        }
    }

    /** The client has just got the whole state. */
    static void told(Held held, Client client) {
        ClassState state = held.state();
        client.talks().clear();
        client.talks().putAll(talks(held, client.id()));
        client.peek(state.present(client.id()).map(Participant::peek).orElse(null));
    }
}
