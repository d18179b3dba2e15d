package lectern.live;

import java.util.concurrent.atomic.AtomicBoolean;
import lectern.account.Identity;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket, from the upgrade to its close: reads, refuses what is no message, and posts the rest to the class.
 * Jetty calls it from one thread at a time.
 */
final class Connection {
    private final Greeting greeting;
    private final Wire wire;
    private final Conduct conduct = new Conduct();
    private final AtomicBoolean greeted = new AtomicBoolean();
    private LiveRooms.@Nullable Entry room;
    private String person = "";

    /** Turns a hello into a place in a class; answers the refusal by the wire itself and then returns null. */
    interface Greeting {
        @Nullable
        Place greet(Incoming.Hello hello, Wire wire, Conduct conduct);
    }

    /** Where the client is. */
    record Place(LiveRooms.Entry room, Identity who) {}

    Connection(Greeting greeting, Wire wire) {
        this.greeting = greeting;
        this.wire = wire;
    }

    Wire wire() {
        return wire;
    }

    void received(String text) {
        if (!conduct.allows(System.nanoTime())) {
            wire.send(Speech.error(Decoder.decode(text).id(), "too_many", "Too many messages at once."));
            return;
        }
        Decoder.Decoded decoded = Decoder.decode(text);
        LiveRooms.Entry entry = room;
        if (entry != null) {
            if (!entry.post(live -> live.message(wire, person, decoded))) {
                wire.send(Speech.error(decoded.id(), "busy", "The class is busy. Try again in a moment."));
            }
        } else if (decoded.message() instanceof Incoming.Hello hello) {
            greet(hello);
        } else {
            String problem = decoded.problem() == null ? "\"hello\" must be the first message." : decoded.problem();
            bad(decoded.id(), problem);
        }
    }

    private void greet(Incoming.Hello hello) {
        greeted.set(true);
        Place place = greeting.greet(hello, wire, conduct);
        if (place != null) {
            room = place.room();
            person = place.who().publicId();
        }
    }

    private void bad(@Nullable Long id, String problem) {
        wire.send(Speech.error(id, "bad_message", problem));
        if (conduct.bad(System.nanoTime())) {
            wire.close(Wire.PROTOCOL, "too many bad messages");
        }
    }

    void binary() {
        bad(null, "Binary messages are not part of the protocol.");
    }

    /** Any thread. */
    void closeUnlessGreeted() {
        if (!greeted.get()) {
            wire.close(Wire.NO_HELLO, "no hello");
        }
    }

    void closed() {
        LiveRooms.Entry entry = room;
        if (entry != null) {
            entry.postSurely(live -> live.closed(wire, person));
        }
    }
}
