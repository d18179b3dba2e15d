package lectern.lobby;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lectern.account.Accounts;
import lectern.account.Identity;
import lectern.account.Identity.Purpose;
import lectern.classroom.Classroom;
import lectern.classroom.Classrooms;
import lectern.classroom.Phase;
import lectern.live.LiveRooms;
import lectern.lobby.LobbyStore.ClassSettings;
import lectern.lobby.LobbyStore.CodecSettings;
import lectern.lobby.LobbyStore.SessionView;
import lectern.policy.Policies;
import lectern.policy.Policy;
import lectern.recordings.Library;
import lectern.schedule.ClassTimes;
import lectern.schedule.Occurrence;
import lectern.schedule.Rule;
import lectern.schedule.Schedules;
import lectern.store.Database;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/lobby}. */
public final class LobbyFeature implements Feature {
    private static final int MAX_BODY = 2048;
    private static final int MAX_SESSIONS = 100;
    private static final int UPCOMING = 4;

    private final Accounts accounts;
    private final LobbyStore store;
    private final Schedules schedules;
    private final Classrooms classrooms;
    private final LiveRooms rooms;
    private final Library library;
    private final Clock clock;
    private final Policies policies;
    private final Presence presence = new Presence(System::nanoTime);

    /** What the lobby shows. */
    public record Sources(
            Accounts accounts,
            Database database,
            Classrooms classrooms,
            LiveRooms rooms,
            Library library,
            Clock clock) {}

    public LobbyFeature(Sources sources) {
        this.accounts = sources.accounts();
        this.store = new LobbyStore(sources.database());
        this.schedules = new Schedules(sources.database(), sources.clock());
        this.classrooms = sources.classrooms();
        this.rooms = sources.rooms();
        this.library = sources.library();
        this.clock = sources.clock();
        this.policies = new Policies(sources.database());
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/lobby", this::lobby);
        routes.post("/api/lobby/ticket", this::ticket);
        routes.put("/api/lobby/settings", this::settings);
    }

    private record View(
            String phase,
            @Nullable Instant startedAt,
            int here,
            int waiting,
            boolean canStart,
            boolean canJoin,
            boolean draining,
            boolean record,
            int retentionDays,
            boolean releaseByDefault,
            boolean peek,
            Allowed allowed,
            Instant keptUntil,
            Instant now,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            List<Upcoming> upcoming,
            @JsonUnwrapped CodecSettings codecs,
            List<SessionView> sessions,
            List<Library.Entry> recordings) {}

    /** What the school lets staff choose. */
    private record Allowed(
            boolean record, boolean release, @Nullable Integer retentionDays) {
        static Allowed by(Policy policy) {
            return new Allowed(policy.recording(), policy.release(), policy.retentionDays());
        }
    }

    private record Upcoming(Instant startsAt, Instant endsAt, boolean cancelled) {
        static Upcoming of(Occurrence one) {
            return new Upcoming(one.times().starts(), one.times().ends(), one.cancelled());
        }
    }

    private void lobby(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        Classroom.Status status = classrooms.status(who.classId());
        boolean live = status.phase() == Phase.LIVE;
        presence.seen(who.classId(), who.publicId());
        ClassSettings settings = store.settings(who.classId());
        Policy policy = policies.of(who.deploymentId());
        int days = policy.days(settings.retentionDays());
        List<Occurrence> ahead = schedules.ahead(who.classId(), Rule.MAX_CLASSES);
        ClassTimes times = ahead.stream()
                .filter(one -> !one.cancelled())
                .map(Occurrence::times)
                .findFirst()
                .orElse(null);
        Json.answer(
                ctx,
                new View(
                        status.phase().name().toLowerCase(Locale.ROOT),
                        status.startedAt(),
                        status.here(),
                        live ? 0 : waiting(who),
                        who.host() && !live && !classrooms.draining(),
                        live,
                        classrooms.draining(),
                        settings.record() && policy.recording(),
                        days,
                        settings.releaseByDefault() && policy.release(),
                        settings.peek(),
                        Allowed.by(policy),
                        clock.instant().plus(Duration.ofDays(days)),
                        clock.instant(),
                        times == null ? null : times.starts(),
                        times == null ? null : times.ends(),
                        ahead.stream().limit(UPCOMING).map(Upcoming::of).toList(),
                        store.codecs(who.classId()),
                        who.host() ? store.sessions(who.classId(), MAX_SESSIONS) : List.of(),
                        library.list(who)));
    }

    /** People who wait for the start, in the lobby or on the class page, but for the one who asks. */
    private int waiting(Identity who) {
        Set<String> people = new HashSet<>(presence.of(who.classId()));
        people.addAll(rooms.waiting(who.classId()));
        people.remove(who.publicId());
        return people.size();
    }

    private record Wish(
            @JsonProperty("for") @Nullable String purpose,
            @Nullable String recording) {}

    private void ticket(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        Wish wish = Json.read(ctx, Wish.class, MAX_BODY);
        if ("class".equals(wish.purpose())) {
            boolean mayStart = who.host() && classrooms.status(who.classId()).phase() == Phase.IDLE;
            Json.answer(ctx, Map.of("url", "/room#t=" + accounts.classTicket(who, mayStart)));
        } else if ("replay".equals(wish.purpose()) && wish.recording() != null) {
            library.checkReplay(who, wish.recording());
            Json.answer(ctx, Map.of("url", "/replay#t=" + accounts.replayTicket(who, wish.recording())));
        } else {
            throw ApiError.badRequest("\"for\" must be \"class\", or \"replay\" with a recording.");
        }
    }

    private record Change(
            @Nullable Boolean record,
            @Nullable Integer retentionDays,
            @Nullable Boolean releaseByDefault,
            @Nullable Boolean peek,
            @Nullable String video,
            @Nullable Boolean redundantAudio) {
        /** These and "peek" may be left out: then they stay. */
        CodecSettings codecs(CodecSettings before) {
            return new CodecSettings(
                    video == null ? before.video() : video,
                    redundantAudio == null ? before.redundantAudio() : redundantAudio);
        }
    }

    private static void within(Policy policy, Change change) {
        if (Boolean.TRUE.equals(change.record()) && !policy.recording()) {
            throw ApiError.notAllowed("Your school does not let classes be recorded.");
        }
        if (Boolean.TRUE.equals(change.releaseByDefault()) && !policy.release()) {
            throw ApiError.notAllowed("Your school lets only teachers see recordings.");
        }
        if (change.retentionDays() != null && change.retentionDays() > policy.days(change.retentionDays())) {
            throw ApiError.badRequest(
                    "Your school lets recordings be kept for at most " + policy.retentionDays() + " days.");
        }
    }

    private record Saved(
            @JsonUnwrapped ClassSettings settings,
            @JsonUnwrapped CodecSettings codecs) {}

    private void settings(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        if (!who.host()) {
            throw ApiError.notAllowed("Only staff of the course can change these settings.");
        }
        Change change = Json.read(ctx, Change.class, MAX_BODY);
        if (change.record() == null || change.retentionDays() == null || change.releaseByDefault() == null) {
            throw ApiError.badRequest("The settings are \"record\", \"retentionDays\" and \"releaseByDefault\".");
        }
        if (change.retentionDays() < 1 || change.retentionDays() > ClassSettings.MAX_RETENTION_DAYS) {
            throw ApiError.badRequest("Recordings are kept for 1 to " + ClassSettings.MAX_RETENTION_DAYS + " days.");
        }
        within(policies.of(who.deploymentId()), change);
        CodecSettings codecs = change.codecs(store.codecs(who.classId()));
        if (!CodecSettings.VIDEO.contains(codecs.video())) {
            throw ApiError.badRequest("\"video\" must be \"vp8\" or \"h264\".");
        }
        store.set(who.classId(), codecs);
        boolean peek = change.peek() == null ? store.settings(who.classId()).peek() : change.peek();
        store.set(
                who.classId(),
                new ClassSettings(change.record(), change.retentionDays(), change.releaseByDefault(), peek));
        Json.answer(ctx, new Saved(store.settings(who.classId()), store.codecs(who.classId())));
    }
}
