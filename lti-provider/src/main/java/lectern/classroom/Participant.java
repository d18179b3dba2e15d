package lectern.classroom;

import java.util.HashSet;
import java.util.Set;

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

    /** Whether the person is or was in the room during this session: what was said there is theirs to read. */
    public boolean hasBeenIn(int someRoom) {
        return beenIn.contains(someRoom);
    }
}
