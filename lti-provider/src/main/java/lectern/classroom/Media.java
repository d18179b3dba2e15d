package lectern.classroom;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/**
 * All that a class asks of the engine that carries its pictures and sounds; an embedded SFU stands behind it, another
 * engine could. Persons are public ids. Calls take effect in their order and never block.
 */
public interface Media {
    /** Adds a person, or begins anew with one who is there; answers the SDP offer. */
    CompletionStage<String> join(String person, int tiles);

    /** Takes the SDP answer; exceptionally with a sentence when it does not match the offer. */
    CompletionStage<Void> answer(String person, String sdp);

    /** Another way through the network for the same connection; answers the new offer. */
    CompletionStage<String> restart(String person);

    void leave(String person);

    /** Who hears and sees whom from now on; replaces everything said before. */
    void audience(Audience audience);

    /** What the person's screen shows, most important first. */
    void view(String person, List<Tile> tiles);

    /** Sends a text on the person's data channel; false when another way must be used. */
    CompletionStage<Boolean> send(String person, String text);

    void close();

    /** One picture; {@code height} in device pixels, 0 for one out of sight. */
    record Tile(String person, boolean screen, int height) {
        /** Tiles of one screen. */
        public static final int MAX = 64;

        public static final int MAX_HEIGHT = 8_640;
    }

    /**
     * A person's receive slot.
     *
     * @param person whom it shows; empty for nobody
     * @param kind {@code mic}, {@code camera}, {@code screen} or {@code screen-audio}; empty for nobody
     * @param paused the picture stands still, because the person's line does not carry it
     */
    record Slot(String mid, String person, String kind, boolean paused) {
        /** The slot with nobody in it. */
        public Slot emptied() {
            return new Slot(mid, "", "", false);
        }
    }

    /** Which of a person's pictures somebody receives, or the recorder does; the others need not be sent. */
    record Watched(boolean low, boolean high, boolean screen) {
        /** Where every connection begins. */
        public static final Watched EVERYTHING = new Watched(true, true, true);
    }

    /** How a person's connection is, the better first; settled, so that it does not change every few seconds. */
    enum Quality {
        GOOD,
        FAIR,
        POOR,
        LOST;

        /** The word of the protocol. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What the engine tells of one client's connection; shown to the clients on the class's loop. An implementation leaves out
     * what it does not show.
     */
    interface ClientListener {
        default void channelOpened(String person) {}

        default void message(String person, String text) {}

        default void slots(String person, long revision, List<Slot> slots) {}

        /** What cameras and screens shall be sent in from now on: {@code vp8} or {@code h264}. */
        default void videoCodec(String codec) {}

        /**
         * The person's page sends more than it may, which is dropped; told now and then while it lasts.
         *
         * @param kind as in {@link Slot}, empty when it is about none of them
         * @param limit {@code rate}, {@code size} or {@code messages}
         */
        default void limited(String person, String kind, String limit) {}

        default void watched(String person, Watched watched) {}

        /** It has changed; each connection begins as a good one. */
        default void quality(String person, Quality quality) {}
    }

    /** What the engine tells. */
    interface Listener extends ClientListener {
        void speaking(String person, boolean speaking);
    }

    /** Opens the engine's side of a session. */
    interface Engine {
        /**
         * The engine's side of this session.
         *
         * @param listener told on any thread
         * @param clock ties what is recorded to class time
         */
        Media open(Session session, Listener listener, ClassClock clock);
    }
}
