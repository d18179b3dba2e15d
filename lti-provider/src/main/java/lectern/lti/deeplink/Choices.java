package lectern.lti.deeplink;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lectern.account.Tokens;
import lectern.lti.launch.RoomKey;
import lectern.lti.login.OwnUrls;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.schedule.Schedules;
import lectern.store.Database;
import lectern.web.ApiError;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The requests that wait for a teacher's choice: at most 5,000 at once, each for an hour and one answer. The page that
 * the launch answered with holds the token; nothing else answers for it.
 */
public final class Choices {
    static final Duration LIFE = Duration.ofHours(1);
    static final int MAX_ITEMS = 20;

    private static final int MAX_LIVE = 5_000;
    private static final int MAX_TOKEN = 128;
    private static final int MAX_ROOMS = 100;
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;
    private final Tokens tokens;
    private final ResponseToken response;
    private final OwnUrls own;
    private final @Nullable GroupRooms groups;

    /** What the choices work with. */
    record Ground(Database database, Clock clock, Tokens tokens, OwnUrls own) {}

    Choices(Ground ground, ResponseToken response, @Nullable GroupRooms groups) {
        database = ground.database();
        clock = ground.clock();
        tokens = ground.tokens();
        own = ground.own();
        this.response = response;
        this.groups = groups;
    }

    /** Keeps the request and gives the page's token; throws {@link Refused} when too many wait. */
    String begin(Request request) {
        String token = tokens.fresh();
        long now = clock.millis();
        database.change(handle -> {
            if (DeepLinkStore.live(handle, now) >= MAX_LIVE) {
                throw new Refused(Refusal.BUSY);
            }
            DeepLinkStore.insert(handle, Tokens.hash(token), request, now + LIFE.toMillis());
        });
        return token;
    }

    /** The rooms that a link of this course may lead to. */
    List<DeepLinkStore.Room> rooms(Request request) {
        Long course = request.courseId();
        return course == null
                ? List.of()
                : database.read(handle ->
                        DeepLinkStore.rooms(handle, request.deployment().id(), course, MAX_ROOMS));
    }

    /** Where the browser carries the answer, and the answer. */
    record Answer(String url, String jwt) {
        @Override
        public String toString() {
            return "Answer"; // the address may hold a secret of the LMS
        }
    }

    /**
     * Answers the request of this token, once. What is wrong with a wish leaves the request as it was.
     *
     * @param wishes none for a teacher who cancels
     * @throws ApiError with a sentence for the teacher
     */
    Answer answer(String token, List<Wish> wishes) {
        if (token.length() > MAX_TOKEN) {
            throw tooOld();
        }
        byte[] hash = Tokens.hash(token);
        long now = clock.millis();
        return database.write(handle -> {
            DeepLinkStore.Row row = DeepLinkStore.find(handle, hash, now).orElseThrow(Choices::tooOld);
            if (row.used()) {
                throw new ApiError(
                        409, "already_sent", "This choice was sent to your LMS already. Go back to your course.");
            }
            Request request = row.request();
            List<Planned> planned = planned(wishes, request);
            List<Map<String, Object>> items = new ArrayList<>();
            for (Planned one : planned) {
                items.add(ContentItem.of(one, room(handle, request, one), own.launch()));
            }
            DeepLinkStore.use(handle, hash, now);
            return new Answer(request.returnUrl(), response.links(request, items));
        });
    }

    private List<Planned> planned(List<Wish> wishes, Request request) {
        if (wishes.size() > 1 && !request.terms().multiple()) {
            throw ApiError.badRequest("Your LMS takes one class at a time here.");
        }
        if (wishes.size() > MAX_ITEMS) {
            throw ApiError.badRequest("At most " + MAX_ITEMS + " classes can be added at once.");
        }
        List<Planned> planned = new ArrayList<>();
        for (Wish wish : wishes) {
            Planned one = Planned.of(wish, request.terms(), clock.instant());
            if (one.kind() == Planned.Kind.GROUPS && groups == null) {
                throw ApiError.badRequest("This server does not know groups.");
            }
            planned.add(one);
        }
        return planned;
    }

    /** The item's room, with what is planned for it in the store. */
    private ContentItem.Room room(Handle handle, Request request, Planned planned) {
        long deployment = request.deployment().id();
        DeepLinkStore.Room room = existing(handle, request, planned.room());
        String id = room == null ? tokens.fresh() : idOf(handle, deployment, room);
        String key = room == null ? RoomKey.named(id) : room.key();
        if (planned.rule() != null) {
            Schedules.add(handle, deployment, key, planned.rule(), clock.instant());
        }
        if (planned.kind() == Planned.Kind.GROUPS && groups != null) {
            groups.plan(handle, deployment, key);
        }
        return new ContentItem.Room(id, room == null || room.origin() == null ? key : room.origin());
    }

    private static DeepLinkStore.@Nullable Room existing(Handle handle, Request request, @Nullable Long id) {
        if (id == null) {
            return null;
        }
        Long course = request.courseId();
        if (course == null) {
            throw Planned.unknownRoom();
        }
        return DeepLinkStore.room(handle, request.deployment().id(), course, id).orElseThrow(Planned::unknownRoom);
    }

    /** A room keeps the id that it has; one that a link made without an id gets a second key. */
    private String idOf(Handle handle, long deployment, DeepLinkStore.Room room) {
        String named = RoomKey.id(room.origin() == null ? room.key() : room.origin());
        if (named != null) {
            return named;
        }
        String alias = DeepLinkStore.aliasOf(handle, room.id()).map(RoomKey::id).orElse(null);
        if (alias != null) {
            return alias;
        }
        String fresh = tokens.fresh();
        DeepLinkStore.alias(handle, deployment, RoomKey.named(fresh), room.id());
        return fresh;
    }

    private static ApiError tooOld() {
        return new ApiError(
                401,
                "signed_out",
                "This page was open too long. Go back to your course and add the class from there again.");
    }

    /** Forgets what expired over an hour ago. */
    public void purge() {
        long before = clock.instant().minus(REMEMBERED).toEpochMilli();
        database.change(handle -> DeepLinkStore.purge(handle, before));
    }
}
