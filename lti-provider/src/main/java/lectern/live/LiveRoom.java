package lectern.live;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import lectern.account.Identity;
import lectern.account.Tokens;
import lectern.classroom.Action;
import lectern.classroom.ClassState;
import lectern.classroom.Classroom;
import lectern.classroom.Command;
import lectern.classroom.Event;
import lectern.classroom.Media;
import lectern.classroom.Outcome.Refusal;
import lectern.classroom.Person;
import lectern.classroom.Phase;
import lectern.classroom.Session;
import lectern.classroom.SessionListener;
import lectern.classroom.Stamped;
import lectern.schedule.ClassTimes;
import org.jspecify.annotations.Nullable;

/** The clients of one class, those who wait for it included. Class's loop only. */
final class LiveRoom implements SessionListener, Media.ClientListener {
    private final Classroom classroom;
    private final IceServers relays;
    private final Map<String, Client> clients = new LinkedHashMap<>();
    private final WaitingRoom waiting = new WaitingRoom();
    private final Broadcast broadcast = new Broadcast(clients);
    private final Qualities qualities = new Qualities(clients);

    LiveRoom(Classroom classroom, IceServers relays) {
        this.classroom = classroom;
        this.relays = relays;
    }

    /**
     * A socket that said hello.
     *
     * @param groups of the course that the person is in
     * @param starts the class starts when it is not held
     */
    record Arrival(
            Person person,
            Set<Long> groups,
            boolean mayStart,
            boolean starts,
            String tokenHash,
            int tiles,
            boolean resume,
            Wire wire,
            Conduct conduct) {
        static Arrival of(Identity who, Incoming.Hello hello, Wire wire, Conduct conduct) {
            Person person = new Person(who.publicId(), who.personId(), who.name(), who.role(), who.counted());
            String hash = Base64.getEncoder().encodeToString(Tokens.hash(hello.token()));
            boolean mayStart = who.host() && who.mayStart();
            boolean starts = mayStart && !hello.early();
            return new Arrival(person, Set.of(), mayStart, starts, hash, hello.tiles(), hello.resume(), wire, conduct);
        }

        Arrival in(Set<Long> theirGroups) {
            return new Arrival(person, theirGroups, mayStart, starts, tokenHash, tiles, resume, wire, conduct);
        }
    }

    /** Lets somebody in, starts the class for them, or lets them wait. */
    void hello(Arrival arrival, Session.Setup setup, @Nullable ClassTimes planned) {
        boolean idle = classroom.phase() == Phase.IDLE;
        if (!idle) {
            admit(arrival);
        } else if (arrival.starts()) {
            Refusal refusal = classroom.start(arrival.person(), setup);
            if (refusal != null) {
                refuse(arrival.wire(), refusal);
                return;
            }
            admit(arrival);
            for (Client client : waiting.leaveAll()) {
                if (client.id().equals(arrival.person().id())) {
                    client.disconnect(Wire.ELSEWHERE, "joined elsewhere");
                } else {
                    letIn(client, Set.of()); // no rooms are open yet
                }
            }
        } else {
            waiting.enter(client(arrival), arrival.mayStart(), planned);
        }
    }

    /** The class is planned for another time now, or not any more. */
    void planned(@Nullable ClassTimes times) {
        waiting.planned(times);
    }

    private Client client(Arrival a) {
        return new Client(a.person(), a.tokenHash(), classroom.loop(), a.wire(), a.conduct(), a.tiles());
    }

    private void admit(Arrival arrival) {
        Client former = clients.get(arrival.person().id());
        if (former == null || !arrival.resume() || !former.isOf(arrival.person(), arrival.tokenHash())) {
            letIn(client(arrival), arrival.groups());
            return;
        }
        // The same page again, and its media goes on: there is no offer unless it asks.
        former.moveTo(arrival.wire(), arrival.conduct(), arrival.tiles());
        Refusal refusal = classroom.enter(arrival.person(), arrival.groups());
        if (refusal != null) {
            refuse(arrival.wire(), refusal);
            return;
        }
        describeTo(former);
    }

    private void letIn(Client client, Set<Long> groups) {
        Refusal refusal = classroom.enter(client.person(), groups);
        if (refusal != null) {
            client.answer(Speech.error(null, refusal.code(), refusal.message()));
            client.disconnect(Wire.REFUSED, refusal.code());
            return;
        }
        Client former = clients.put(client.id(), client);
        if (former != null) {
            former.disconnect(Wire.ELSEWHERE, "joined elsewhere");
        }
        describeTo(client);
        offer(client, null, true);
    }

    /** People whose page waits for the start; any thread. */
    Set<String> whoWaits() {
        return waiting.who();
    }

    private static void refuse(Wire wire, Refusal refusal) {
        wire.send(Speech.error(null, refusal.code(), refusal.message()));
        wire.close(Wire.REFUSED, refusal.code());
    }

    private void describeTo(Client client) {
        classroom.held().ifPresent(held -> broadcast.describe(held, client));
        qualities.describe(client);
    }

    private void offer(Client client, @Nullable Long id, boolean fresh) {
        Media media = classroom.held().map(Classroom.Held::media).orElse(null);
        if (media == null) {
            return;
        }
        if (client.awaitsOffer()) {
            client.replyTo(id).accept(new Refusal("too_many", "An offer is on its way already."));
            return;
        }
        client.awaitOffer(true);
        if (fresh) {
            client.channel(null);
            client.watched(Media.Watched.EVERYTHING);
            client.slots(0, List.of());
            qualities.settle(client.id(), Media.Quality.GOOD);
        } else {
            client.doubtChannel();
        }
        CompletionStage<String> made = fresh ? media.join(client.id(), client.tiles()) : media.restart(client.id());
        made.whenComplete((sdp, failure) -> classroom.loop().post(() -> {
            client.awaitOffer(false);
            if (clients.get(client.id()) != client) {
                return;
            }
            if (failure != null) {
                client.replyTo(id)
                        .accept(new Refusal("media_failed", "Sound and picture cannot be connected right now."));
            } else {
                client.say(Speech.offer(sdp, fresh, relays.of(client.id())));
                client.replyTo(id).accept(null);
            }
        }));
    }

    /** A message of the client on this wire; ignored when the wire is nobody's any more. */
    void message(Wire wire, String person, Decoder.Decoded decoded) {
        Client client = clients.get(person);
        if (client != null && client.isOn(wire)) {
            act(client, decoded);
            return;
        }
        Client waits = waiting.on(wire, person);
        if (waits != null) {
            waits.replyTo(decoded.id()).accept(new Refusal("not_started", "The class has not started yet."));
        }
    }

    private void act(Client client, Decoder.Decoded decoded) {
        if (decoded.message() == null) {
            client.answer(Speech.error(decoded.id(), "bad_message", String.valueOf(decoded.problem())));
            if (client.conduct().bad(System.nanoTime())) {
                client.disconnect(Wire.PROTOCOL, "too many bad messages");
                classroom.lost(client.id());
            }
            return;
        }
        decoded.message().act(new ClientDesk(client, decoded.id()));
    }

    /** The socket is closed. */
    void closed(Wire wire, String person) {
        Client client = clients.get(person);
        if (client != null && client.isOn(wire)) {
            client.lostWire();
            classroom.lost(person);
        }
        if (waiting.on(wire, person) != null) {
            waiting.leave(person);
        }
    }

    /** The recorder has a problem, or has it no more (null). */
    void recorderProblem(@Nullable String problem) {
        broadcast.problem(problem);
        classroom.held().ifPresent(broadcast::recording);
    }

    @Override
    public void started(Session session, ClassState state) {
        broadcast.forget();
        qualities.forget();
    }

    @Override
    public void happened(Session session, ClassState state, Stamped stamped) {
        classroom.held().ifPresent(held -> broadcast.happened(held, stamped));
        if (stamped.event() instanceof Event.Left left) {
            qualities.forget(left.person());
            Client gone = clients.remove(left.person());
            if (gone != null) {
                gone.disconnect(Wire.NORMAL, "left");
            }
        }
    }

    @Override
    public void ended(Session session, ClassState state, long endMicros) {
        for (Client client : clients.values()) {
            client.disconnect(Wire.ENDED, "the class has ended");
        }
        clients.clear();
    }

    @Override
    public void channelOpened(String person) {
        Client client = clients.get(person);
        if (client != null) {
            classroom.held().ifPresent(held -> client.channel(held.media()));
        }
    }

    @Override
    public void message(String person, String text) {
        Client client = clients.get(person);
        if (client == null) {
            return;
        }
        client.heardOnChannel();
        if (!client.conduct().allows(System.nanoTime())) {
            client.answer(Speech.error(null, "too_many", "Too many messages at once."));
            return;
        }
        act(client, Decoder.decode(text));
    }

    @Override
    public void slots(String person, long revision, List<Media.Slot> slots) {
        Client client = clients.get(person);
        if (client != null) {
            client.slots(revision, slots);
            classroom.held().ifPresent(held -> broadcast.slots(held, client));
        }
    }

    @Override
    public void videoCodec(String codec) {
        broadcast.codec(codec);
    }

    @Override
    public void limited(String person, String kind, String limit) {
        Client client = clients.get(person);
        if (client != null) {
            client.say(Speech.limited(kind, limit));
        }
    }

    @Override
    public void watched(String person, Media.Watched watched) {
        Client client = clients.get(person);
        if (client != null) {
            client.watched(watched);
            client.say(Speech.watched(watched));
        }
    }

    @Override
    public void quality(String person, Media.Quality quality) {
        if (clients.containsKey(person)) {
            qualities.settle(person, quality);
        }
    }

    /** Carries out one message of one client. */
    private final class ClientDesk implements Incoming.Desk {
        private final Client client;
        private final @Nullable Long id;

        ClientDesk(Client client, @Nullable Long id) {
            this.client = client;
            this.id = id;
        }

        private void done(@Nullable Refusal refusal) {
            client.replyTo(id).accept(refusal);
        }

        @Override
        public void submit(Command command) {
            // A leaving client is answered before its socket closes.
            if (command.action() == Action.LEAVE || command.action() == Action.END) {
                if (classroom.allows(client.person().role(), command.action())) {
                    done(null);
                    classroom.submit(client.id(), command);
                    return;
                }
            }
            done(classroom.submit(client.id(), command));
        }

        @Override
        public void answer(String sdp) {
            classroom
                    .held()
                    .ifPresent(held -> held.media().answer(client.id(), sdp).whenComplete((done, failure) -> {
                        classroom.loop().post(() -> done(failure == null ? null : badAnswer(failure)));
                    }));
        }

        private static Refusal badAnswer(Throwable failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            return new Refusal("bad_answer", String.valueOf(cause.getMessage()));
        }

        @Override
        public void offer(boolean fresh) {
            LiveRoom.this.offer(client, id, fresh);
        }

        @Override
        public void state() {
            describeTo(client);
            done(null);
        }

        @Override
        public void view(List<Media.Tile> tiles) {
            classroom
                    .held()
                    .filter(held -> classroom.allows(client.person().role(), Action.VIEW)
                            && held.state().present(client.id()).isPresent())
                    .ifPresent(held -> held.media().view(client.id(), tiles));
            done(null);
        }

        @Override
        public void greetedAgain() {
            done(new Refusal("bad_message", "\"hello\" was said already."));
        }
    }
}
