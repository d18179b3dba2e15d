package lectern.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import lectern.RunningServer;
import lectern.recorder.archive.IndexRow;
import lectern.recorder.archive.Manifest;
import lectern.recorder.archive.PartIndex;
import lectern.recorder.archive.Recording;
import lectern.store.Database;

/**
 * Three deployments of two registrations: number 1, whose every text has a zebra in it, and two others, one of them of the
 * same registration. Each has a course (same number), a class, a teacher, a student, a held session and a recording.
 */
final class TwoSchools {
    /** In everything that only the first deployment may see. */
    static final String MARK = "zebra";

    /** The bytes of the only recorded part, which is the first deployment's: 200 of them. */
    static final String SOUND = MARK.repeat(40);

    private TwoSchools() {}

    /** On which each class is planned twice. */
    static String day() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(7).toString();
    }

    static void make(Database database) {
        database.change(handle -> {
            handle.execute(
                    "insert into registration (id, iss, client_id, auth_url, jwks_url, token_url, name, created_at) "
                            + "values (1, 'https://lms.example', 'c1', 'https://lms.example/a', 'https://lms.example/j', "
                            + "'https://lms.example/t', 'Shared LMS', 1), "
                            + "(2, 'https://lms.example', 'c2', 'https://lms.example/a', 'https://lms.example/j', "
                            + "'https://lms.example/t', 'Other school', 1)");
            handle.execute("insert into deployment (id, registration_id, deployment_id, created_at) values "
                    + "(1, 1, 'zebra-dep', 1), (2, 1, 'dep-2', 1), (3, 2, 'dep-3', 1)");
        });
        school(database, 1, "zebra");
        school(database, 2, "yak");
        school(database, 3, "xerus");
        database.change(handle -> {
            handle.execute("insert into audit (at, actor, action, registration_id, deployment_id, detail) values "
                    + "(1, 'server', 'registration_added', 1, null, 'zebra audit'), "
                    + "(1, 'server', 'policy_changed', 1, 1, 'zebra policy'), "
                    + "(1, 'command', 'invite_made', null, null, 'zebra invite')");
            handle.execute("insert into invite_code (id, code_hash, label, created_at, expires_at, max_uses) "
                    + "values (1, x'00', 'zebra code', 1, 99999999999999, 1)");
        });
    }

    /** Writes the first deployment's recording as the recorder does: one student's microphone, a second of it. */
    static void record(Path recordings) {
        Path folder = recordings.resolve("zebra-dir");
        Path media = folder.resolve("tracks").resolve("zebra-2").resolve("1-0.mp4");
        Recording.Part part = new Recording.Part(
                "1-0", folder.relativize(media).toString(), "opus", 0, 0, 48_000, 0, 1_000_000, SOUND.length());
        Recording.Track track = new Recording.Track(1, "zebra-2", "mic", null, List.of(part), List.of());
        ByteBuffer row = ByteBuffer.allocate(IndexRow.SIZE);
        new IndexRow(0, 0, SOUND.length(), 1_000_000, 50, true).write(row);
        try {
            Files.createDirectories(Objects.requireNonNull(media.getParent()));
            Files.writeString(media, SOUND);
            Files.write(PartIndex.beside(media), row.array());
            Files.write(
                    folder.resolve(Manifest.FILE),
                    Manifest.write(new Recording("zebra-session", 0, true, 1_000_000, List.of(track))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Numbers: the teacher of deployment n is 10 n + 1, the student 10 n + 2, their class and course n. */
    private static void school(Database database, int n, String animal) {
        database.change(handle -> {
            handle.execute(
                    "insert into course (id, deployment_id, context_id, title) values (?, ?, 'x', ?)",
                    n,
                    n,
                    animal + " course");
            handle.execute(
                    "insert into class (id, deployment_id, room_key, course_id, title, created_at) "
                            + "values (?, ?, 'link:1', ?, ?, 0)",
                    n,
                    n,
                    n,
                    animal + " class");
            for (int i = 1; i <= 2; i++) {
                int person = 10 * n + i;
                String role = i == 1 ? "host" : "student";
                handle.execute(
                        "insert into person (id, public_id, deployment_id, sub, name) values (?, ?, ?, ?, ?)",
                        person,
                        animal + "-" + i,
                        n,
                        "s" + i,
                        animal + " person " + i);
                handle.execute(
                        "insert into membership (class_id, person_id, role, counted, last_launch_at) "
                                + "values (?, ?, ?, 1, 0)",
                        n,
                        person,
                        role);
                handle.execute(
                        "insert into course_member (course_id, person_id, role, counted, last_launch_at) "
                                + "values (?, ?, ?, 1, 0)",
                        n,
                        person,
                        role);
            }
            handle.execute(
                    "insert into session (id, class_id, started_by, started_at, ended_at) values (?, ?, ?, ?, ?)",
                    animal + "-session",
                    n,
                    10 * n + 1,
                    1_700_000_000_000L,
                    1_700_003_600_000L);
            handle.execute(
                    "insert into event (session_id, n, t_us, type, person_id, payload) values (?, 1, 1000, 'joined', ?, ?)",
                    animal + "-session",
                    10 * n + 2,
                    "{\"person\":\"" + animal + "-2\",\"name\":\"" + animal
                            + " person 2\",\"role\":\"STUDENT\",\"counted\":true,\"room\":0}");
            handle.execute(
                    "insert into recording (id, session_id, directory, status, released, problem, keep_until) "
                            + "values (?, ?, ?, 'ready', 1, ?, 99999999999999)",
                    animal + "-rec",
                    animal + "-session",
                    animal + "-dir",
                    animal + " problem");
            handle.execute(
                    "insert into launch_log (at, launch_id, iss, client_id, deployment_id, message_type, code) "
                            + "values (1700000000000, ?, 'https://lms.example', ?, ?, 'LtiResourceLinkRequest', 'ok')",
                    "L-" + animal,
                    n == 3 ? "c2" : "c1",
                    n == 1 ? "zebra-dep" : "dep-" + n);
            handle.execute(
                    "insert into grade_rule (class_id, send, measure, enough, points, partial, problem) "
                            + "values (?, 0, 'minutes', 30, 10, 0, ?)",
                    n,
                    animal + " grades problem");
            for (int series : new int[] {n, 10 * n}) {
                handle.execute(
                        "insert into class_series (id, deployment_id, room_key, uid, zone, starts_on, starts_at, "
                                + "minutes, over_at, changed_at) values (?, ?, 'link:1', ?, 'UTC', ?, '10:00', 60, ?, 0)",
                        series,
                        n,
                        animal + series,
                        day(),
                        99_999_999_999_999L);
            }
            handle.execute(
                    "insert into group_set (id, course_id, source, external_id, name, as_of) "
                            + "values (?, ?, 'list', '', ?, 0)",
                    n,
                    n,
                    animal + " set");
            handle.execute(
                    "insert into course_group (id, set_id, external_id, name, position) values (?, ?, '1', ?, 0)",
                    n,
                    n,
                    animal + " group");
            handle.execute("insert into group_member (group_id, person_id) values (?, ?)", n, 10 * n + 2);
            handle.execute(
                    "insert into roster (course_id, link, as_of, problem) values (?, '', 1700000000000, ?)",
                    n,
                    animal + " roster problem");
        });
    }

    /** Everything that somebody may hold who belongs to deployment n, by name. */
    static Map<String, String> holds(RunningServer server, int n, String animal) {
        int host = 10 * n + 1;
        int student = 10 * n + 2;
        return Map.of(
                "lobby", server.accounts().lobbyToken(n, host),
                "student", server.accounts().lobbyToken(n, student),
                "seat", server.seat(n, host),
                "replay", server.replay(n, host, animal + "-rec"),
                "course", server.courses().courseToken(n, host),
                "course-student", server.courses().courseToken(n, student),
                "review", server.courses().reviewToken(n, host, (long) student, null),
                "admin", server.deploymentAdmin(n, host));
    }

    /** Every row of every table that a school or the server owns; sessions and logs change by being used. */
    static List<String> rows(Database database) {
        List<String> rows = new ArrayList<>();
        List<String> tables = List.of(
                "registration",
                "deployment",
                "course",
                "class",
                "person",
                "membership",
                "course_member",
                "session",
                "event",
                "recording",
                "policy",
                "invite_code",
                "tool_key",
                "excuse",
                "grade_rule",
                "score_outbox",
                "room_alias",
                "group_set",
                "course_group",
                "group_member",
                "class_series",
                "class_series_change");
        for (String table : tables) {
            database.read(handle -> handle.createQuery("select * from " + table)
                            .mapToMap()
                            .list())
                    .forEach(row -> {
                        row.remove("code_hash"); // bytes have no text
                        rows.add(table + " " + new TreeMap<>(row));
                    });
        }
        return rows;
    }
}
