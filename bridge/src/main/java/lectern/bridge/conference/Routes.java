package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.List;
import lectern.bridge.ice.ReturnCheck;
import lectern.bridge.net.Path;
import lectern.bridge.net.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * The paths that authentic checks of one endpoint came over; the client may send over any of them before it nominates
 * one. Until its client has shown that it receives there, a path gets no more bytes than came from it (decision 0014):
 * a participant may forge the source of a check, and somebody else would get the handshake and the class's media. What
 * was shown holds for {@value #LAPSE_NANOS} ns, and is asked for again long before.
 */
final class Routes {
    static final int MAX = 8;

    /** Longer than most round trips, so that one question is mostly enough. */
    private static final long ASK_NANOS = 100_000_000L;

    /** A proof so old is renewed with the client's next check (RFC 7675 §5.1). */
    static final long RENEW_NANOS = 5_000_000_000L;

    /** Between two questions that renew one. */
    private static final long ASK_AGAIN_NANOS = 1_000_000_000L;

    /** A proof ends when it is so old (RFC 7675 §5.1). */
    static final long LAPSE_NANOS = 30_000_000_000L;

    /** Kept for the next question: once it is answered there is no limit any more. */
    private static final int QUESTION = 128;

    private final List<Route> routes = new ArrayList<>(MAX);
    /** Every route is proven: nothing needs to be counted. */
    private boolean settled = true;

    /** One path and what went over it. */
    static final class Route {
        final Path path;
        private boolean proven;
        private long provenNanos;
        private long came;
        private long went;
        private long askedNanos = Long.MIN_VALUE / 2;
        private @Nullable ReturnCheck question;

        private Route(Path path) {
            this.path = path;
            // The handshake of TCP has shown it (RFC 9293 §3.5).
            proven = path.protocol() == Protocol.TCP;
        }

        boolean proven() {
            return proven;
        }

        @Nullable
        ReturnCheck question() {
            return question;
        }

        /** Whether it is time to ask, or to ask again. */
        boolean asksAt(long now) {
            if (!proven) {
                return now - askedNanos >= ASK_NANOS;
            }
            return old(RENEW_NANOS, now) && now - askedNanos >= ASK_AGAIN_NANOS;
        }

        /** A connection's own handshake goes on proving it. */
        private boolean old(long age, long now) {
            return path.protocol() != Protocol.TCP && now - provenNanos >= age;
        }

        /** From now on it earns what it gets, as a new one does. */
        private void lapse() {
            proven = false;
            came = 0;
            went = 0;
        }

        /** The question is about to be sent; false when too little came for it. */
        boolean asks(ReturnCheck made, int length, long now) {
            question = made;
            if (!spends(length, 0)) {
                return false;
            }
            askedNanos = now;
            return true;
        }

        /** Takes so many bytes out of what may still be sent; false when there are not so many, and the rest. */
        private boolean spends(int length, int rest) {
            if (proven) {
                return true;
            }
            if (went + length + rest > came) {
                return false;
            }
            went += length;
            return true;
        }
    }

    @Nullable
    Route of(Path path) {
        for (int i = 0; i < routes.size(); i++) {
            if (routes.get(i).path.equals(path)) {
                return routes.get(i);
            }
        }
        return null;
    }

    boolean proven(Path path) {
        Route route = of(path);
        return route != null && route.proven;
    }

    /** Takes in a path; the caller has made room. */
    Route add(Path path) {
        Route route = new Route(path);
        routes.add(route);
        settle();
        return route;
    }

    boolean full() {
        return routes.size() >= MAX;
    }

    /** The oldest path that is not the selected one. */
    Path oldest(@Nullable Path selected) {
        for (Route route : routes) {
            if (!route.path.equals(selected)) {
                return route.path;
            }
        }
        return routes.get(0).path;
    }

    boolean remove(Path path) {
        boolean removed = routes.removeIf(route -> route.path.equals(path));
        settle();
        return removed;
    }

    List<Path> paths() {
        return routes.stream().map(route -> route.path).toList();
    }

    /** So much came over a path; its route while it is not proven, null when there is nothing to do. */
    @Nullable
    Route came(Path path, int length) {
        if (settled) {
            return null;
        }
        Route route = of(path);
        if (route == null || route.proven) {
            return null;
        }
        route.came += length;
        return route;
    }

    /** Whether so many bytes may be sent over a path, and takes them out of what it may get. */
    boolean spends(Path path, int length) {
        return settled || spends(path, length, QUESTION);
    }

    /** The same for an answer to a check, which comes before everything else. */
    boolean answers(Path path, int length) {
        return settled || spends(path, length, 0);
    }

    private boolean spends(Path path, int length, int rest) {
        Route route = of(path);
        return route != null && route.spends(length, rest);
    }

    /** The question was answered; the next one is another, so that an answer proves one moment only. */
    void prove(Route route, long now) {
        route.proven = true;
        route.provenNanos = now;
        route.question = null;
        settle();
    }

    /**
     * Ends proofs that nobody renewed.
     *
     * @return a path beside the selected one whose proof ended, to be forgotten; null for none
     */
    @Nullable
    Path lapse(@Nullable Path selected, long now) {
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            if (route.proven && route.old(LAPSE_NANOS, now)) {
                if (!route.path.equals(selected)) {
                    return route.path;
                }
                route.lapse();
                settle();
            }
        }
        return null;
    }

    private void settle() {
        settled = routes.stream().allMatch(Route::proven);
    }
}
