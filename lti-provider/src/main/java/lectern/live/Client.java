package lectern.live;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import lectern.classroom.Loop;
import lectern.classroom.Media;
import lectern.classroom.Outcome.Refusal;
import lectern.classroom.Person;
import org.jspecify.annotations.Nullable;

/**
 * One person's client: its ordered stream over the WebSocket and the data channel. Outlives a lost WebSocket for as long
 * as the person's place is kept. Class's loop only.
 */
final class Client {
    private static final int MAX_CHANNEL_BYTES = 16 * 1024;

    private final Person person;
    private final String tokenHash;
    private final Loop loop;
    private int tiles;
    private @Nullable Wire wire;
    private Conduct conduct;
    private @Nullable Media media;
    private boolean channelOpen;
    /** The channel's path may be gone: the socket carries everything until something comes over the channel. */
    private boolean channelDoubted;

    private boolean offerPending;
    private long said;

    /** What it was told to send, on its present connection. */
    private Media.Watched watched = Media.Watched.EVERYTHING;
    /** What the engine said last of its slots, on its present connection; revision 0 for nothing yet. */
    private long slotsRevision;

    private List<Media.Slot> slots = List.of();

    /** Who this client shows as speaking. */
    private final Set<String> speaking = new HashSet<>();
    /** By room, the last line of chat this client has. */
    private final Map<Integer, Integer> chatSeen = new HashMap<>();
    /** By speaker, what this client was told of voices that go elsewhere. */
    private final Map<String, Views.TalkView> talks = new HashMap<>();

    private @Nullable Integer peek;

    Client(Person person, String tokenHash, Loop loop, Wire wire, Conduct conduct, int tiles) {
        this.person = person;
        this.tokenHash = tokenHash;
        this.loop = loop;
        this.wire = wire;
        this.conduct = conduct;
        this.tiles = tiles;
    }

    Person person() {
        return person;
    }

    String id() {
        return person.id();
    }

    int tiles() {
        return tiles;
    }

    Conduct conduct() {
        return conduct;
    }

    Media.Watched watched() {
        return watched;
    }

    void watched(Media.Watched now) {
        watched = now;
    }

    Set<String> speaking() {
        return speaking;
    }

    Map<Integer, Integer> chatSeen() {
        return chatSeen;
    }

    Map<String, Views.TalkView> talks() {
        return talks;
    }

    /** The room that this client was told it looks into. */
    @Nullable
    Integer peek() {
        return peek;
    }

    void peek(@Nullable Integer room) {
        peek = room;
    }

    boolean awaitsOffer() {
        return offerPending;
    }

    void awaitOffer(boolean pending) {
        offerPending = pending;
    }

    /** Whether a socket with this token is this client come back. */
    boolean isOf(Person someone, String someToken) {
        return person.equals(someone) && tokenHash.equals(someToken);
    }

    boolean isOn(Wire some) {
        return wire == some;
    }

    boolean connected() {
        return wire != null;
    }

    long slotsRevision() {
        return slotsRevision;
    }

    List<Media.Slot> slots() {
        return slots;
    }

    void slots(long revision, List<Media.Slot> now) {
        slotsRevision = revision;
        slots = now;
    }

    /** Goes on over another socket; the former one is told. Where a socket was lost, the channel may be, too. */
    void moveTo(Wire other, Conduct itsConduct, int itsTiles) {
        disconnect(Wire.ELSEWHERE, "joined elsewhere");
        doubtChannel();
        wire = other;
        conduct = itsConduct;
        tiles = itsTiles;
    }

    void lostWire() {
        wire = null;
    }

    void disconnect(int code, String reason) {
        if (wire != null) {
            wire.close(code, reason);
            wire = null;
        }
    }

    void channel(@Nullable Media over) {
        media = over;
        channelOpen = over != null;
        channelDoubted = false;
    }

    /** Its network is another one, or seems to be. */
    void doubtChannel() {
        channelDoubted = true;
    }

    /** Something came over the channel. */
    void heardOnChannel() {
        channelDoubted = false;
    }

    /**
     * Says one thing. Without a way to say it, it is not said and takes no number: the state that the client gets when it
     * is back holds it.
     */
    void say(Outgoing message) {
        Media over = media;
        if (message.light() && channelOpen && !channelDoubted && over != null) {
            String text = message.numbered(++said);
            if (text.length() <= MAX_CHANNEL_BYTES / 3) { // at most three bytes of UTF-8 for a UTF-16 unit
                over.send(id(), text).whenComplete((sent, failure) -> {
                    if (failure != null || !sent) {
                        loop.post(() -> sendOnWire(text));
                    }
                });
                return;
            }
            sendOnWire(text);
        } else if (wire != null) {
            sendOnWire(message.numbered(++said));
        }
    }

    private void sendOnWire(String text) {
        Wire over = wire;
        if (over != null) {
            over.send(text);
        }
    }

    /** Answers a message of the client; answers are not part of the ordered stream. */
    void answer(String text) {
        Wire over = wire;
        Media channel = media;
        if (over != null) {
            over.send(text);
        } else if (channelOpen && channel != null) {
            channel.send(id(), text);
        }
    }

    /** Answers when an answer is wanted: {@code ok}, or the refusal, which is told in any case. */
    Consumer<@Nullable Refusal> replyTo(@Nullable Long messageId) {
        return refusal -> {
            if (refusal != null) {
                answer(Speech.error(messageId, refusal.code(), refusal.message()));
            } else if (messageId != null) {
                answer(Speech.ok(messageId));
            }
        };
    }
}
