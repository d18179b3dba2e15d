package lectern.practice.face;

/** What a visitor set; one for everybody, for the time this process runs. Any thread. */
public final class Switches {

    private volatile Setting setting = Setting.usual();

    /**
     * All switches at one moment.
     *
     * @param storage whether pages of this LMS keep data for the tool (postMessage storage)
     * @param cookies whether the browser has the tool's cookies when the message arrives
     * @param permissions what the tool's frame may use
     */
    public record Setting(Face face, Storage storage, Cookies cookies, Permissions permissions) {
        /** What a fresh start has. */
        public static Setting usual() {
            return new Setting(Face.PLAIN, Storage.OFF, Cookies.KEPT, Permissions.FACE);
        }
    }

    /** Platform storage. */
    public enum Storage {
        OFF,
        ON,
        /** Answers after five seconds, when a tool has given up. */
        SLOW
    }

    /** Cookies of the tool inside the frame. */
    public enum Cookies {
        KEPT,
        /** This LMS's server begins the login itself, so that the browser never gets the tool's cookie. */
        LOST
    }

    /** The {@code allow} list of the frame. */
    public enum Permissions {
        FACE,
        NOTHING,
        EVERYTHING
    }

    public Setting now() {
        return setting;
    }

    public Face face() {
        return now().face();
    }

    public boolean has(Face.Quirk quirk) {
        return face().has(quirk);
    }

    public void set(Setting to) {
        setting = to;
    }
}
