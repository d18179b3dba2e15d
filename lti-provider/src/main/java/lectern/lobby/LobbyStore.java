package lectern.lobby;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/** The class's settings and its past sessions. */
final class LobbyStore {
    private final Database database;

    LobbyStore(Database database) {
        this.database = database;
    }

    /** What staff can set for their class. */
    record ClassSettings(boolean record, int retentionDays, boolean releaseByDefault, boolean peek) {
        static final int MAX_RETENTION_DAYS = 3650;
    }

    /** What staff can set of their class's sound and picture. */
    record CodecSettings(String video, boolean redundantAudio) {
        static final Set<String> VIDEO = Set.of("vp8", "h264");
    }

    CodecSettings codecs(long classId) {
        return database.read(handle -> handle.createQuery("select video, redundant_audio from class where id = :id")
                .bind("id", classId)
                .map((row, ctx) -> new CodecSettings(row.getString("video"), row.getBoolean("redundant_audio")))
                .one());
    }

    void set(long classId, CodecSettings codecs) {
        database.change(
                handle -> handle.createUpdate("update class set video = :video, redundant_audio = :red where id = :id")
                        .bind("video", codecs.video())
                        .bind("red", codecs.redundantAudio() ? 1 : 0)
                        .bind("id", classId)
                        .execute());
    }

    /**
     * A held class.
     *
     * @param present how many attended, observers and preview users not counted
     */
    record SessionView(
            String id, Instant startedAt, @Nullable Instant endedAt, int present) {}

    ClassSettings settings(long classId) {
        return database.read(handle -> handle.createQuery(
                        "select record, retention_days, release_by_default, peek from class where id = :id")
                .bind("id", classId)
                .map((row, ctx) -> new ClassSettings(
                        row.getBoolean("record"),
                        row.getInt("retention_days"),
                        row.getBoolean("release_by_default"),
                        row.getBoolean("peek")))
                .one());
    }

    void set(long classId, ClassSettings settings) {
        database.change(handle -> handle.createUpdate("""
                        update class set record = :record, retention_days = :days, release_by_default = :release, peek = :peek
                        where id = :id""")
                .bind("record", settings.record() ? 1 : 0)
                .bind("days", settings.retentionDays())
                .bind("release", settings.releaseByDefault() ? 1 : 0)
                .bind("peek", settings.peek() ? 1 : 0)
                .bind("id", classId)
                .execute());
    }

    List<SessionView> sessions(long classId, int limit) {
        return database.read(handle -> handle.createQuery("""
                        select s.id, s.started_at, s.ended_at,
                          (select count(distinct e.person_id) from event e
                             where e.session_id = s.id and e.type = 'joined'
                               and json_extract(e.payload, '$.counted')
                               and json_extract(e.payload, '$.role') <> 'OBSERVER') as present
                        from session s where s.class_id = :class order by s.started_at desc limit :limit""")
                .bind("class", classId)
                .bind("limit", limit)
                .map((row, ctx) -> {
                    long endedAt = row.getLong("ended_at");
                    Instant ended = row.wasNull() ? null : Instant.ofEpochMilli(endedAt);
                    return new SessionView(
                            row.getString("id"),
                            Instant.ofEpochMilli(row.getLong("started_at")),
                            ended,
                            row.getInt("present"));
                })
                .list());
    }
}
