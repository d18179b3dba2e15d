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
     * @param place where a link on a course page is shown
     * @param school whose launches they are, of the two behind this one issuer
     */
    public record Setting(
            Face face, Storage storage, Cookies cookies, Permissions permissions, Place place, School school) {
        /** What a fresh start has. */
        public static Setting usual() {
            return new Setting(Face.PLAIN, Storage.OFF, Cookies.KEPT, Permissions.FACE, Place.FRAME, School.RIVERSIDE);
        }

        /** The same with another face. */
        public Setting with(Face other) {
            return new Setting(other, storage, cookies, permissions, place, school);
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

    /** Where the tool is shown. */
    public enum Place {
        FRAME,
        /** A frame of 340 pixels, as in a side column or on a phone. */
        NARROW,
        /** A small window that the course page opens. */
        POPUP
    }

    /** One of the customers who share an issuer and a client id, as on Canvas cloud: each is a deployment. */
    public enum School {
        RIVERSIDE("Riverside University"),
        HILLSIDE("Hillside College");

        private final String words;

        School(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
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
