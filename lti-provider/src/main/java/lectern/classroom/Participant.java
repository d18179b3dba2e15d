package lectern.classroom;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody who is or was in this session. Changed by {@link ClassState} only. */
public final class Participant {
    Person person;
    final Set<Integer> beenIn = new HashSet<>();
    int room;
    boolean mic;
    boolean camera;
    boolean screen;
    boolean muted;
    boolean present;
    boolean here;
    boolean speaking;
    boolean hidden;
    /** Has had a place since the rooms were opened: was there then, or came or was moved later. */
    boolean placed;

    @Nullable
    Integer peek;

    @Nullable
    Address address;

    @Nullable
    Long addressUntil;

    Participant(Person person) {
        this.person = person;
    }

    public Person person() {
        return person;
    }

    public String id() {
        return person.id();
    }

    public int room() {
        return room;
    }

    public boolean mic() {
        return mic;
    }

    public boolean camera() {
        return camera;
    }

    public boolean screen() {
        return screen;
    }

    /** The bridge stops this microphone. */
    public boolean muted() {
        return muted;
    }

    /** In the class, perhaps away for a moment. */
    public boolean present() {
        return present;
    }

    /** Present and connected. */
    public boolean here() {
        return here;
    }

    public boolean speaking() {
        return speaking;
    }

    /** Wants their camera to be for hosts only. */
    public boolean hidden() {
        return hidden;
    }

    /** The room that this host looks into unseen; null for none. */
    public @Nullable Integer peek() {
        return peek;
    }

    /** The room whose sound and pictures this person gets. */
    public int looksAt() {
        return peek == null ? room : peek;
    }

    /** Where this host's voice goes instead of their room; null when it goes there. */
    public @Nullable Address address() {
        return address;
    }

    /** Class time at which it ends by itself. */
    public @Nullable Long addressUntil() {
        return addressUntil;
    }

    /** Where the voice goes when speaking elsewhere ends without the host having said so. */
    @Nullable
    Address afterAddress() {
        return address == null || !mic ? null : address.ended();
    }

    void endAddress() {
        address = afterAddress();
        addressUntil = null;
    }

    /** Whether the person is or was in the room during this session: what was said there is theirs to read. */
    public boolean hasBeenIn(int someRoom) {
        return beenIn.contains(someRoom);
    }
}
