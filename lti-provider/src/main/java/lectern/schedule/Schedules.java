package lectern.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import lectern.schedule.ScheduleStore.Room;
import lectern.store.Database;
import lectern.web.ApiError;
import org.jdbi.v3.core.Handle;

/**
 * When rooms' classes take place. A schedule belongs to a room's key, not to its class: a teacher plans a class before
 * its first launch makes it, and may never save the link that would launch it. At most {@value #MAX_SERIES} plans of a
 * room with {@value Rule#MAX_CLASSES} classes are ahead.
 */
public final class Schedules {
    static final int MAX_SERIES = 40;
    /** Plans of a course that its page looks at. */
    private static final int MAX_IN_COURSE = 400;
    /** Plans are forgotten so long after the last of their classes. */
    private static final Duration KEPT = Duration.ofDays(400);
    /** A class that was begun so long before its time, and ended, was the planned one. */
    private static final Duration EARLY = Duration.ofHours(1);

    private final Database database;
    private final Clock clock;

    public Schedules(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Plans a room's classes beside those that it has, unless each of them is there already; part of the caller's
     * transaction. Throws {@link ApiError} with a sentence for the teacher.
     */
    public static void add(Handle handle, long deploymentId, String roomKey, Rule rule, Instant now) {
        Room room = new Room(deploymentId, roomKey);
        List<Series> there = ScheduleStore.of(handle, room);
        Set<ClassTimes> times = there.stream()
                .flatMap(series -> series.occurrences().stream())
                .filter(one -> !one.cancelled())
                .map(Occurrence::times)
                .collect(Collectors.toSet());
        boolean known = rule.days().stream().map(rule::on).allMatch(times::contains);
        if (!known) {
            rule.check(now);
            fits(there, rule, now);
            insert(handle, room, rule, now);
        }
    }

    /**
     * Plans for a room's copy what is ahead of the room; nothing when the copy has a plan already. Part of the caller's
     * transaction.
     */
    public static void copy(Handle handle, long deploymentId, String roomKey, String copyKey, Instant now) {
        Room copy = new Room(deploymentId, copyKey);
        if (!ScheduleStore.of(handle, copy).isEmpty()) {
            return;
        }
        for (Series series : ScheduleStore.of(handle, new Room(deploymentId, roomKey))) {
            series.ahead(now).ifPresent(ahead -> {
                long id = insert(handle, copy, ahead.rule(), now);
                ahead.changes().forEach((day, change) -> ScheduleStore.change(handle, id, day, change));
            });
        }
    }

    private static long insert(Handle handle, Room room, Rule rule, Instant now) {
        return ScheduleStore.insert(handle, room, UUID.randomUUID().toString(), rule, now.toEpochMilli());
    }

    private static void fits(List<Series> others, Rule rule, Instant now) {
        List<Series> left =
                others.stream().filter(series -> series.over().isAfter(now)).toList();
        int classes = rule.days().size()
                + left.stream().mapToInt(series -> series.rule().days().size()).sum();
        if (left.size() >= MAX_SERIES || classes > Rule.MAX_CLASSES) {
            throw ApiError.badRequest("At most " + Rule.MAX_CLASSES + " classes in " + MAX_SERIES
                    + " plans fit here. Remove a plan, or choose an earlier end.");
        }
    }

    /** Everything that is planned for the class and not forgotten. */
    public List<Series> of(long classId) {
        return database.read(handle -> ScheduleStore.room(handle, classId)
                .map(room -> ScheduleStore.of(handle, room))
                .orElse(List.of()));
    }

    /** What is planned for the class and not over, in the order of its times, the cancelled ones included. */
    public List<Occurrence> ahead(long classId, int limit) {
        Instant now = clock.instant();
        List<Instant> held = database.read(handle -> ScheduleStore.held(handle, classId, lately(now)));
        return open(of(classId), held, now).stream().limit(limit).toList();
    }

    /** Since when a session can have been a class that is not over. */
    private static long lately(Instant now) {
        return now.minus(ClassTimes.LONGEST).minus(EARLY).toEpochMilli();
    }

    private static List<Occurrence> open(List<Series> plans, List<Instant> held, Instant now) {
        List<Occurrence> all = plans.stream()
                .flatMap(series -> series.occurrences().stream())
                .sorted(Comparator.comparing(one -> one.times().starts()))
                .toList();
        Set<Occurrence> done = new HashSet<>();
        for (Instant begun : held) {
            all.stream().filter(one -> wasBegun(one, begun)).findFirst().ifPresent(done::add);
        }
        return all.stream().filter(one -> !one.over(now) && !done.contains(one)).toList();
    }

    /** Whether a session that began then, and ended, can have been this class; it is the first that it can have been. */
    private static boolean wasBegun(Occurrence one, Instant at) {
        return !one.cancelled()
                && !at.isBefore(one.times().starts().minus(EARLY))
                && at.isBefore(one.times().ends());
    }

    /** When the class takes place next: what has begun and is not over counts, unless it was held and ended. */
    public Optional<ClassTimes> next(long classId) {
        return ahead(classId, Rule.MAX_CLASSES).stream()
                .filter(one -> !one.cancelled())
                .map(Occurrence::times)
                .findFirst();
    }

    /** A class of a course and one plan for it. */
    public record Planned(long classId, String title, Series series) {}

    /** The plans of a course's classes that were not over at this time, at most so many. */
    public List<Planned> ofCourse(long courseId, Instant after, int limit) {
        return database.read(handle -> ScheduleStore.ofCourse(handle, courseId, after.toEpochMilli(), limit)).stream()
                .map(one -> new Planned(one.classId(), one.title(), one.series()))
                .toList();
    }

    /** A class of a course and one of its times. */
    public record Coming(long classId, String title, Occurrence occurrence) {}

    /** What is planned in the course and not over, in the order of its times, the cancelled ones included. */
    public List<Coming> aheadInCourse(long courseId, int limit) {
        Instant now = clock.instant();
        Map<Long, List<Planned>> classes =
                ofCourse(courseId, now, MAX_IN_COURSE).stream().collect(Collectors.groupingBy(Planned::classId));
        Map<Long, List<Instant>> held =
                database.read(handle -> ScheduleStore.heldInCourse(handle, courseId, lately(now)));
        return classes.entrySet().stream()
                .flatMap(one -> {
                    String title = one.getValue().get(0).title();
                    List<Series> plans =
                            one.getValue().stream().map(Planned::series).toList();
                    return open(plans, held.getOrDefault(one.getKey(), List.of()), now).stream()
                            .map(occurrence -> new Coming(one.getKey(), title, occurrence));
                })
                .sorted(Comparator.comparing(one -> one.occurrence().times().starts()))
                .limit(limit)
                .toList();
    }

    /**
     * Plans a class, once or again and again.
     *
     * @throws ApiError with a sentence for the teacher
     */
    public void add(long classId, Rule rule) {
        Instant now = clock.instant();
        rule.check(now);
        database.change(handle -> {
            Room room = room(handle, classId);
            fits(ScheduleStore.of(handle, room), rule, now);
            insert(handle, room, rule, now);
        });
    }

    /**
     * Plans a series anew. Single classes stay cancelled or moved where the new rule has one on their day.
     *
     * @throws ApiError with a sentence for the teacher
     */
    public void replace(long classId, long seriesId, Rule rule) {
        Instant now = clock.instant();
        rule.check(now);
        database.change(handle -> {
            Room room = room(handle, classId);
            List<Series> others = new ArrayList<>(ScheduleStore.of(handle, room));
            if (!others.removeIf(series -> series.id() == seriesId)) {
                throw gone();
            }
            fits(others, rule, now);
            ScheduleStore.update(handle, room, seriesId, rule);
            touch(handle, room, seriesId, now);
        });
    }

    /** Forgets a whole series. */
    public void remove(long classId, long seriesId) {
        database.change(handle -> {
            if (!ScheduleStore.remove(handle, room(handle, classId), seriesId)) {
                throw gone();
            }
        });
    }

    /** Cancels or moves one class of a series that is not over. */
    public void change(long classId, long seriesId, LocalDate day, Change change) {
        Instant now = clock.instant();
        database.change(handle -> {
            Room room = room(handle, classId);
            Series series = series(handle, room, seriesId);
            if (occurrence(series, day).over(now)) {
                throw ApiError.badRequest("That class is over.");
            }
            ClassTimes planned = series.rule().on(day);
            ClassTimes instead = change.instead(planned, series.rule().zone());
            if (instead.over(now)) {
                throw ApiError.badRequest("That class would be over already. Choose a later time.");
            }
            if (instead.starts().isAfter(now.plus(Duration.ofDays(366L * Rule.MAX_YEARS)))) {
                throw ApiError.badRequest("A class can be planned for the next " + Rule.MAX_YEARS + " years.");
            }
            ScheduleStore.change(handle, seriesId, day, change);
            touch(handle, room, seriesId, now);
        });
    }

    /** Lets one class take place as its rule says. */
    public void restore(long classId, long seriesId, LocalDate day) {
        database.change(handle -> {
            Room room = room(handle, classId);
            occurrence(series(handle, room, seriesId), day);
            ScheduleStore.restore(handle, seriesId, day);
            touch(handle, room, seriesId, clock.instant());
        });
    }

    private static void touch(Handle handle, Room room, long seriesId, Instant now) {
        Instant over = series(handle, room, seriesId).over();
        ScheduleStore.touch(handle, seriesId, over, now.toEpochMilli());
    }

    private static Occurrence occurrence(Series series, LocalDate day) {
        return series.occurrences().stream()
                .filter(one -> one.day().equals(day))
                .findFirst()
                .orElseThrow(Schedules::gone);
    }

    private static Series series(Handle handle, Room room, long seriesId) {
        return ScheduleStore.of(handle, room).stream()
                .filter(series -> series.id() == seriesId)
                .findFirst()
                .orElseThrow(Schedules::gone);
    }

    private static Room room(Handle handle, long classId) {
        return ScheduleStore.room(handle, classId).orElseThrow(Schedules::gone);
    }

    private static ApiError gone() {
        return ApiError.notFound("That class is no longer planned. Somebody may have changed the timetable.");
    }

    /** Forgets plans that are long over. */
    public void purge() {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        database.change(handle -> ScheduleStore.purge(handle, before));
    }
}
