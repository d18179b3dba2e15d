package lectern.schedule;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import lectern.account.TestClock;
import lectern.store.DataFolder;
import lectern.store.Database;
import lectern.web.ApiError;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesTest {
    private static final ZoneId LISBON = ZoneId.of("Europe/Lisbon");
    private static final Instant TEN = Instant.parse("2026-12-01T10:00:00Z");
    private static final ClassTimes AT_TEN = new ClassTimes(TEN, TEN.plus(Duration.ofHours(1)));
    private static final LocalDate FIRST_MONDAY = LocalDate.parse("2026-11-30");

    @TempDir
    Path folder;

    /** Begins on Monday 23 November 2026. */
    private final TestClock clock = new TestClock();

    private Database database;
    private Schedules schedules;

    @BeforeEach
    void open() {
        database = Database.open(DataFolder.open(folder));
        schedules = new Schedules(database, clock);
        database.change(handle -> {
            handle.execute("insert into registration (id, iss, client_id, auth_url, jwks_url, created_at) "
                    + "values (1, 'i', 'c', 'a', 'j', 0)");
            handle.execute("insert into deployment (id, registration_id, deployment_id, created_at) "
                    + "values (1, 1, 'd', 0), (2, 1, 'e', 0)");
            handle.execute("insert into course (id, deployment_id, context_id, title) values (1, 1, 'x', 'Physics')");
            handle.execute("insert into class (id, deployment_id, room_key, course_id, title, created_at) "
                    + "values (1, 1, 'room:a', 1, 'Optics', 0), (2, 2, 'room:a', null, 'Waves', 0), "
                    + "(3, 1, 'room:b', 1, 'Sound', 0)");
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) values (1, 'p', 1, 's', 'P')");
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void set(long deployment, String key, ClassTimes times) {
        LocalDateTime starts = LocalDateTime.ofInstant(times.starts(), LISBON);
        int minutes = (int) Duration.between(times.starts(), times.ends()).toMinutes();
        Rule once = new Rule(LISBON, starts.toLocalDate(), starts.toLocalTime(), minutes, null);
        database.change(handle -> Schedules.add(handle, deployment, key, once, clock.instant()));
    }

    private static Rule weekly(@Nullable LocalDate until, @Nullable Integer count, DayOfWeek... days) {
        Repeat repeat = until == null
                ? Repeat.times(List.of(days), 1, count == null ? 1 : count)
                : Repeat.until(List.of(days), 1, until);
        return new Rule(LISBON, FIRST_MONDAY, LocalTime.of(10, 0), 60, repeat);
    }

    private long only(long classId) {
        assertThat(schedules.of(classId)).hasSize(1);
        return schedules.of(classId).get(0).id();
    }

    private List<String> starts(long classId) {
        return schedules.ahead(classId, 400).stream()
                .filter(one -> !one.cancelled())
                .map(one -> one.times().starts().toString())
                .toList();
    }

    @Test
    void aRoomHasItsTimesWithinItsOwnSchoolOnly() {
        set(1, "room:a", AT_TEN);
        assertThat(schedules.next(1)).contains(AT_TEN);
        assertThat(schedules.next(2)).isEmpty();
        long id = only(1);
        assertThatThrownBy(() -> schedules.remove(2, id)).isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> schedules.replace(2, id, weekly(null, 3, MONDAY)))
                .isInstanceOf(ApiError.class);
        assertThatThrownBy(() -> schedules.change(3, id, LocalDate.parse("2026-12-01"), Change.CANCELLED))
                .isInstanceOf(ApiError.class);
        assertThat(schedules.next(1)).contains(AT_TEN);
    }

    @Test
    void moreTimesAreMoreClassesAndTheSameTimesAreOne() {
        ClassTimes later = new ClassTimes(TEN.plusSeconds(3600), TEN.plusSeconds(7200));
        set(1, "room:a", later);
        set(1, "room:a", AT_TEN);
        set(1, "room:a", AT_TEN);
        assertThat(starts(1))
                .containsExactly(AT_TEN.starts().toString(), later.starts().toString());
    }

    @Test
    void repeatsOfALinkAreAddedOnceAndMoreOfThemAreAPlanOfTheirOwn() {
        Rule three = weekly(null, 3, MONDAY);
        for (Rule rule : List.of(three, three, weekly(null, 2, MONDAY))) {
            database.change(handle -> Schedules.add(handle, 1, "room:a", rule, clock.instant()));
        }
        assertThat(schedules.of(1)).hasSize(1);
        assertThat(starts(1)).hasSize(3);
        database.change(handle -> Schedules.add(handle, 1, "room:a", weekly(null, 4, MONDAY), clock.instant()));
        assertThat(schedules.of(1)).hasSize(2);
    }

    @Test
    void aClassIsAheadUntilItsEndUnlessItWasHeld() {
        set(1, "room:a", AT_TEN);
        clock.advance(Duration.between(clock.instant(), AT_TEN.ends()).minusMillis(1));
        assertThat(schedules.next(1)).contains(AT_TEN);
        held(TEN.minus(Duration.ofMinutes(61)));
        assertThat(schedules.next(1)).as("another class before it").contains(AT_TEN);
        set(1, "room:a", new ClassTimes(AT_TEN.ends(), AT_TEN.ends().plusSeconds(60)));
        held(TEN.minus(Duration.ofMinutes(5)));
        assertThat(starts(1))
                .as("the one after it is not held yet")
                .containsExactly(AT_TEN.ends().toString());
        assertThat(schedules.next(3)).isEmpty();
        clock.advance(Duration.ofMillis(60_001));
        assertThat(schedules.ahead(1, 9)).isEmpty();
    }

    private void held(Instant started) {
        database.change(handle -> handle.execute(
                "insert into session (id, class_id, started_by, started_at, ended_at) values (?, 1, 1, ?, ?)",
                "s" + started,
                started.toEpochMilli(),
                started.plusSeconds(60).toEpochMilli()));
    }

    @Test
    void tenOClockStaysTenOClockWhenTheClocksChange() {
        Rule rule = new Rule(
                LISBON, LocalDate.parse("2027-03-22"), LocalTime.of(10, 0), 60, Repeat.times(List.of(MONDAY), 1, 3));
        schedules.add(1, rule);
        assertThat(starts(1)).containsExactly("2027-03-22T10:00:00Z", "2027-03-29T09:00:00Z", "2027-04-05T09:00:00Z");
    }

    @Test
    void anHourThatIsSkippedIsTheHourAfter() {
        LocalDate change = LocalDate.parse("2027-03-28");
        Rule rule = new Rule(LISBON, change, LocalTime.of(1, 30), 60, null);
        assertThat(rule.on(change).starts()).hasToString("2027-03-28T01:30:00Z");
        Rule twice = new Rule(LISBON, LocalDate.parse("2026-10-25"), LocalTime.of(1, 30), 60, null);
        assertThat(twice.on(LocalDate.parse("2026-10-25")).starts()).hasToString("2026-10-25T00:30:00Z");
    }

    @Test
    void everyOtherWeekOnTwoDaysBeginsInTheFirstWeek() {
        Rule rule = new Rule(
                LISBON,
                LocalDate.parse("2026-12-02"),
                LocalTime.of(10, 0),
                45,
                Repeat.times(List.of(MONDAY, WEDNESDAY), 2, 4));
        assertThat(rule.days().stream().map(LocalDate::toString))
                .containsExactly("2026-12-02", "2026-12-14", "2026-12-16", "2026-12-28");
        Rule until = new Rule(
                LISBON,
                LocalDate.parse("2026-12-02"),
                LocalTime.of(10, 0),
                45,
                Repeat.until(List.of(MONDAY, WEDNESDAY), 1, LocalDate.parse("2026-12-09")));
        assertThat(until.days().stream().map(LocalDate::toString))
                .containsExactly("2026-12-02", "2026-12-07", "2026-12-09");
    }

    @Test
    void oneClassIsCancelledAndPutBack() {
        schedules.add(1, weekly(null, 3, MONDAY));
        LocalDate second = FIRST_MONDAY.plusWeeks(1);
        schedules.change(1, only(1), second, Change.CANCELLED);
        assertThat(starts(1)).containsExactly("2026-11-30T10:00:00Z", "2026-12-14T10:00:00Z");
        assertThat(schedules.ahead(1, 9)).hasSize(3);
        assertThat(schedules.of(1).get(0).sequence()).isEqualTo(1);
        schedules.restore(1, only(1), second);
        assertThat(starts(1)).hasSize(3);
    }

    @Test
    void oneClassIsMovedAndTheOrderIsThatOfTheNewTimes() {
        schedules.add(1, weekly(null, 2, MONDAY));
        schedules.change(1, only(1), FIRST_MONDAY, new Change(LocalDateTime.parse("2026-12-20T18:00"), 90));
        assertThat(starts(1)).containsExactly("2026-12-07T10:00:00Z", "2026-12-20T18:00:00Z");
        Occurrence moved = schedules.ahead(1, 9).get(1);
        assertThat(moved.day()).isEqualTo(FIRST_MONDAY);
        assertThat(moved.times().ends()).hasToString("2026-12-20T19:30:00Z");
        clock.advance(Duration.ofDays(20));
        assertThat(starts(1)).as("the series is not over before its last class").hasSize(1);
        assertThat(schedules.ofCourse(1, clock.instant(), 9)).hasSize(1);
    }

    @Test
    void aNewRuleKeepsWhatIsCancelled() {
        schedules.add(1, weekly(null, 3, MONDAY));
        schedules.change(1, only(1), FIRST_MONDAY.plusWeeks(1), Change.CANCELLED);
        schedules.replace(
                1,
                only(1),
                new Rule(LISBON, FIRST_MONDAY, LocalTime.of(14, 30), 60, Repeat.times(List.of(MONDAY), 1, 3)));
        assertThat(starts(1)).containsExactly("2026-11-30T14:30:00Z", "2026-12-14T14:30:00Z");
    }

    @Test
    void whatCannotBeIsSaid() {
        says(() -> weekly(FIRST_MONDAY.minusDays(1), null, MONDAY), "before the first class");
        says(() -> weekly(null, 3, WEDNESDAY), "first class must be on one of the days");
        says(() -> weekly(null, 401, MONDAY), "repeats 1 to 400 times");
        says(() -> Repeat.times(List.of(), 1, 2), "at least one day");
        says(() -> Repeat.times(List.of(MONDAY), 9, 2), "every 1 to 8 weeks");
        says(() -> new Rule(LISBON, FIRST_MONDAY, LocalTime.NOON, 0, null), "from a minute to a day");
        says(() -> schedules.add(1, weekly(null, 200, MONDAY)), "more than 2 years");
        says(() -> schedules.add(1, weekly(FIRST_MONDAY.plusYears(1), null, DayOfWeek.values())), null);
        says(() -> schedules.add(1, weekly(FIRST_MONDAY.plusYears(2), null, DayOfWeek.values())), "400 classes");
        says(
                () -> schedules.add(1, new Rule(LISBON, FIRST_MONDAY.plusYears(3), LocalTime.NOON, 60, null)),
                "next 2 years");
        says(
                () -> schedules.add(1, new Rule(LISBON, FIRST_MONDAY.minusWeeks(2), LocalTime.NOON, 60, null)),
                "over already");
        says(() -> schedules.add(1, weekly(null, 40, MONDAY)), "400 classes in 40 plans");
        says(() -> schedules.change(1, only(1), FIRST_MONDAY.minusDays(1), Change.CANCELLED), "no longer planned");
        says(
                () -> schedules.change(
                        1, only(1), FIRST_MONDAY, new Change(LocalDateTime.parse("2026-11-01T10:00"), 60)),
                "over already");
    }

    private static void says(ThrowingCallable wish, @Nullable String sentence) {
        if (sentence == null) {
            try {
                wish.call();
            } catch (Throwable e) {
                throw new AssertionError(e);
            }
        } else {
            assertThatThrownBy(wish)
                    .isInstanceOfSatisfying(
                            ApiError.class,
                            error -> assertThat(error.sentence()).contains(sentence));
        }
    }

    @Test
    void plansThatAreOverMakeRoomForOthers() {
        for (int i = 0; i < Schedules.MAX_SERIES; i++) {
            set(1, "room:a", new ClassTimes(TEN.plusSeconds(60L * i), TEN.plusSeconds(60L * i + 60)));
        }
        says(() -> schedules.add(1, weekly(null, 3, MONDAY)), "Remove a plan");
        clock.advance(Duration.ofDays(9));
        says(() -> schedules.add(1, new Rule(LISBON, FIRST_MONDAY.plusWeeks(4), LocalTime.NOON, 60, null)), null);
    }

    @Test
    void aCopyGetsWhatIsAhead() {
        schedules.add(1, weekly(null, 4, MONDAY));
        schedules.change(1, only(1), FIRST_MONDAY.plusWeeks(2), Change.CANCELLED);
        set(1, "room:a", new ClassTimes(Instant.parse("2026-11-24T10:00:00Z"), Instant.parse("2026-11-24T11:00:00Z")));
        clock.advance(Duration.ofDays(8));
        for (int i = 0; i < 2; i++) {
            database.change(handle -> Schedules.copy(handle, 1, "room:a", "room:b", clock.instant()));
        }
        assertThat(starts(3)).isEqualTo(starts(1)).containsExactly("2026-12-07T10:00:00Z", "2026-12-21T10:00:00Z");
        assertThat(schedules.of(3))
                .as("what is over is not copied, and nothing twice")
                .hasSize(1);
        assertThat(schedules.of(3).get(0).occurrences()).hasSize(3);
        assertThat(schedules.of(3).get(0).uid())
                .isNotEqualTo(schedules.of(1).get(1).uid());
    }

    @Test
    void plansAreForgottenLongAfterTheirLastClass() {
        set(1, "room:a", AT_TEN);
        set(1, "room:never", AT_TEN);
        schedules.add(3, weekly(FIRST_MONDAY.plusYears(1), null, MONDAY));
        clock.advance(Duration.ofDays(399));
        schedules.purge();
        assertThat(rows()).isEqualTo(3);
        clock.advance(Duration.ofDays(11));
        schedules.purge();
        assertThat(rows()).isEqualTo(1);
    }

    private int rows() {
        return database.read(handle -> handle.createQuery("select count(*) from class_series")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void aClassEndsAfterItsStartWithinADay() {
        assertThatThrownBy(() -> new ClassTimes(TEN, TEN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClassTimes(TEN, TEN.plusSeconds(86_401)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
