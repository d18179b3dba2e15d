package lectern.live;

import java.util.List;
import lectern.classroom.Command;
import lectern.classroom.Media;

/** What a client can say once it is decoded. */
sealed interface Incoming {
    /** Carries it out for the client, on the class's loop. */
    void act(Desk desk);

    /** Where a client's messages are carried out. */
    interface Desk {
        /** Submits a command of the class. */
        void submit(Command command);

        void answer(String sdp);

        /** Another offer: for a new connection, or for another path of the old one. */
        void offer(boolean fresh);

        void state();

        void view(List<Media.Tile> tiles);

        void greetedAgain();
    }

    /**
     * The first message of a socket.
     *
     * @param resume the page's media connection goes on: it wants no offer
     * @param early staff who come before the start: the class is not started by this
     */
    record Hello(String token, int tiles, boolean resume, boolean early) implements Incoming {
        static final int MAX_TILES = 25;

        @Override
        public void act(Desk desk) {
            desk.greetedAgain();
        }

        @Override
        public String toString() {
            return "Hello"; // never the token
        }
    }

    record Wish(Command command) implements Incoming {
        @Override
        public void act(Desk desk) {
            desk.submit(command);
        }
    }

    record Answer(String sdp) implements Incoming {
        @Override
        public void act(Desk desk) {
            desk.answer(sdp);
        }
    }

    record Restart() implements Incoming {
        @Override
        public void act(Desk desk) {
            desk.offer(false);
        }
    }

    record Rejoin() implements Incoming {
        @Override
        public void act(Desk desk) {
            desk.offer(true);
        }
    }

    record Resync() implements Incoming {
        @Override
        public void act(Desk desk) {
            desk.state();
        }
    }

    record View(List<Media.Tile> tiles) implements Incoming {
        public View {
            tiles = List.copyOf(tiles);
        }

        @Override
        public void act(Desk desk) {
            desk.view(tiles);
        }
    }
}
