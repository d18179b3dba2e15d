package lectern.classroom;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whom a host's voice goes to while it does not go to the room they are in. Whoever stays outside of it does not hear
 * the host, those of their own room included.
 *
 * @param room for {@link To#ROOM} only
 * @param person for {@link To#PERSON} only
 */
public record Address(
        To to, @Nullable Integer room, @Nullable String person) {
    /** Everybody in the class, whichever room they are in. */
    public static final Address ROOMS = new Address(To.ROOMS, null, null);

    /**
     * Nobody: what was private has ended by itself, and the host may not have noticed yet. It holds until they turn the
     * microphone off or say where they speak.
     */
    public static final Address NOBODY = new Address(To.NOBODY, null, null);

    /** Kinds of addresses, in the words of the protocol and of stored events. */
    public enum To {
        @JsonProperty("room")
        ROOM("room"),
        @JsonProperty("person")
        PERSON("person"),
        @JsonProperty("rooms")
        ROOMS("rooms"),
        @JsonProperty("nobody")
        NOBODY("nobody");

        private final String word;

        To(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Address {
        if ((to == To.ROOM) != (room != null) || (to == To.PERSON) != (person != null)) {
            throw new IllegalArgumentException("an address has what its kind needs and nothing else");
        }
    }

    public static Address room(int n) {
        return new Address(To.ROOM, n, null);
    }

    public static Address person(String id) {
        return new Address(To.PERSON, null, id);
    }

    /** What is left of it when it ends by itself: an announcement was for everybody, a whisper must not go on aloud. */
    @JsonIgnore
    @Nullable
    Address ended() {
        return to == To.ROOMS ? null : NOBODY;
    }

    /** Whether it reaches somebody who is in this room, or looks into it. */
    boolean reaches(String listener, int theirRoom) {
        return switch (to) {
            case ROOM -> room != null && room == theirRoom;
            case PERSON -> listener.equals(person);
            case ROOMS -> true;
            case NOBODY -> false;
        };
    }
}
