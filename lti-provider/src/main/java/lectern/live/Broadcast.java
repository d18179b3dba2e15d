package lectern.live;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.classroom.Audience;
import lectern.classroom.ClassState;
import lectern.classroom.ClassState.ChatLine;
import lectern.classroom.Classroom.Held;
import lectern.classroom.Event;
import lectern.classroom.Media;
import lectern.classroom.Participant;
import lectern.classroom.Stamped;
import org.jspecify.annotations.Nullable;

/**
 * Tells each client what it may know of what happened. People, hands and rooms are everybody's; chat belongs to the
 * rooms one is or was in; who speaks is for those who can hear it. Class's loop only.
 */
final class Broadcast {
    private final Map<String, Client> clients;
    private List<String> hands = List.of();
    private @Nullable String problem;
    private String codec = "vp8";

    Broadcast(Map<String, Client> clients) {
        this.clients = clients;
    }

    /** A new session begins. */
    void forget() {
        hands = List.of();
        codec = "vp8";
    }

    void codec(String now) {
        codec = now;
        all(Speech.codec(codec));
    }

    void problem(@Nullable String now) {
        problem = now;
    }

    /** Everything, for a client that comes or comes back. */
    void describe(Held held, Client client) {
        ClassState state = held.state();
        Participant me = state.present(client.id()).orElse(null);
        if (me == null) {
            return;
        }
        client.say(Speech.state(held, me, problemFor(client)));
        client.say(Speech.codec(codec));
        Modes.told(held, client);
        for (ChatLine line : Views.readable(state, me)) {
            client.chatSeen().merge(line.room(), line.n(), Math::max);
        }
        client.speaking().clear();
        speaking(held, client);
        if (!client.watched().equals(Media.Watched.EVERYTHING)) {
            client.say(Speech.watched(client.watched()));
        }
        slots(held, client);
    }

    private @Nullable String problemFor(Client client) {
        return client.person().host() ? problem : null;
    }

    void happened(Held held, Stamped stamped) {
        Event event = stamped.event();
        if (event instanceof Event.Joined e) {
            person(held, e.person());
        } else if (event instanceof Event.Away e) {
            person(held, e.person());
        } else if (event instanceof Event.Back e) {
            person(held, e.person());
        } else if (event instanceof Event.Device e) {
            person(held, e.person());
        } else if (event instanceof Event.Muted e) {
            person(held, e.person());
        } else if (event instanceof Event.Hidden e) {
            person(held, e.person());
        } else if (event instanceof Event.Moved e) {
            person(held, e.person());
            moved(held, e);
        } else if (event instanceof Event.Left e) {
            all(Speech.left(e.person()));
        } else if (event instanceof Event.Chat e) {
            chat(held, e);
        } else if (event instanceof Event.MutedAll e) {
            all(Speech.muteAll(e.on()));
        } else if (event instanceof Event.RulesSet e) {
            all(Speech.rules(e.rules()));
        } else if (event instanceof Event.Recording) {
            recording(held);
        } else if (event instanceof Event.Announcement e) {
            all(Speech.announcement(e.person(), e.text()));
        } else if (event instanceof Event.Ended e) {
            all(Speech.ended(e.by()));
        } else if (changesRooms(event)) {
            all(Speech.rooms(held.session(), held.state()));
        }
        hands(held.state());
        if (event.changesAudience()) {
            clients.values().forEach(client -> Modes.tell(held, client));
        }
        if (event instanceof Event.Speaking || event.changesAudience()) {
            clients.values().forEach(client -> speaking(held, client));
        }
    }

    private static boolean changesRooms(Event event) {
        return event instanceof Event.RoomsOpened
                || event instanceof Event.RoomsTimer
                || event instanceof Event.RoomsClosing
                || event instanceof Event.RoomsClosed;
    }

    private void all(Outgoing message) {
        clients.values().forEach(client -> client.say(message));
    }

    private void person(Held held, String id) {
        held.state().present(id).ifPresent(p -> all(Speech.person(p)));
    }

    private void moved(Held held, Event.Moved event) {
        Client client = clients.get(event.person());
        if (client == null) {
            return;
        }
        client.say(Speech.moved(held.state(), event.room(), event.by()));
        int seen = client.chatSeen().getOrDefault(event.room(), 0);
        held.state().present(client.id()).map(me -> Views.readable(held.state(), me)).orElse(List.of()).stream()
                .filter(line -> line.room() == event.room() && line.n() > seen)
                .forEach(line -> say(held, client, line));
    }

    private void chat(Held held, Event.Chat event) {
        held.state().chat().stream()
                .filter(line -> line.n() == event.n())
                .forEach(line -> clients.values().stream()
                        .filter(client -> held.state()
                                .present(client.id())
                                .filter(p -> p.room() == line.room())
                                .isPresent())
                        .forEach(client -> say(held, client, line)));
    }

    private static void say(Held held, Client client, ChatLine line) {
        client.say(Speech.chat(held.session(), held.state(), line));
        client.chatSeen().merge(line.room(), line.n(), Math::max);
    }

    private void hands(ClassState state) {
        if (!hands.equals(state.hands())) {
            hands = state.hands();
            all(Speech.hands(hands));
        }
    }

    void recording(Held held) {
        clients.values()
                .forEach(client -> client.say(Speech.recording(held.session(), held.state(), problemFor(client))));
    }

    /** Brings what the client shows as speaking to what it may hear speaking. */
    private static void speaking(Held held, Client client) {
        Set<String> audible = new HashSet<>();
        for (String sender : held.audience().row(client.id()).hears()) {
            if (held.state().present(sender).filter(Participant::speaking).isPresent()) {
                audible.add(sender);
            }
        }
        Set<String> shown = client.speaking();
        for (String silent : List.copyOf(shown)) {
            if (!audible.contains(silent)) {
                shown.remove(silent);
                client.say(Speech.speaking(silent, false));
            }
        }
        for (String speaker : audible) {
            if (shown.add(speaker)) {
                client.say(Speech.speaking(speaker, true));
            }
        }
    }

    /** Its slots without whom the client may not receive any more: the engine's next map says the same. */
    void slots(Held held, Client client) {
        if (client.slotsRevision() == 0) {
            return;
        }
        Audience.Row row = held.audience().row(client.id());
        client.say(Speech.slots(
                client.slotsRevision(),
                client.slots().stream()
                        .map(slot -> row.allows(slot.person(), slot.kind()) ? slot : slot.emptied())
                        .toList()));
    }
}
