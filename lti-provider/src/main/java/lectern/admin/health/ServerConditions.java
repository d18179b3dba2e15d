package lectern.admin.health;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import lectern.admin.health.Condition.Check;
import lectern.admin.health.Condition.Outcome;
import lectern.lti.keys.ToolKey;
import lectern.lti.keys.ToolKeys;
import lectern.recordings.StorageUse;
import lectern.settings.Loopback;
import lectern.web.CertificateFile;
import org.jspecify.annotations.Nullable;

/** What is to be said of the server as a whole. */
final class ServerConditions {
    /** Below this, class after class may lose its recording. */
    static final long FULL = 1L << 30;
    /** About a week of a school's classes. */
    static final long LOW = 10L << 30;

    private static final Duration SOON = Duration.ofDays(21);
    private static final Duration OLD_KEY = Duration.ofDays(400);

    private final Server server;
    private final Clock clock;

    /**
     * The parts that are looked at.
     *
     * @param certificate null when the server does not speak https itself
     * @param store whether the database answers
     * @param recorder whether the recorder is connected
     */
    record Server(
            URI baseUrl,
            @Nullable Path certificate,
            BooleanSupplier store,
            BooleanSupplier recorder,
            StorageUse storage,
            ToolKeys keys) {}

    ServerConditions(Server server, Clock clock) {
        this.server = server;
        this.clock = clock;
    }

    List<Condition> all() {
        List<Condition> all = new ArrayList<>();
        all.add(https());
        if (server.certificate() != null) {
            all.add(certificate(server.certificate()));
        }
        all.add(Condition.of(Check.STORE, server.store().getAsBoolean() ? Outcome.FINE : Outcome.FAILED));
        all.add(recorder());
        all.add(disk());
        all.add(keys());
        return all;
    }

    private Condition https() {
        URI base = server.baseUrl();
        boolean here = Loopback.is(base.getHost());
        Outcome outcome = here ? Outcome.LOCAL : base.getScheme().equals("https") ? Outcome.FINE : Outcome.FAILED;
        return Condition.of(Check.HTTPS, outcome).with("address", base.toString());
    }

    private Condition certificate(Path file) {
        Optional<Instant> until = CertificateFile.goodUntil(file);
        Instant now = clock.instant();
        Outcome outcome = until.map(end -> !end.isAfter(now)
                        ? Outcome.EXPIRED
                        : end.isBefore(now.plus(SOON)) ? Outcome.SOON : Outcome.FINE)
                .orElse(Outcome.FAILED);
        return Condition.of(Check.CERTIFICATE, outcome)
                .with("until", until.map(Instant::toString).orElse(null))
                .with("file", file.toString());
    }

    /** Classes go on without it; that is why it is seen here first. */
    Condition recorder() {
        return Condition.of(Check.RECORDER, server.recorder().getAsBoolean() ? Outcome.FINE : Outcome.FAILED);
    }

    private Condition disk() {
        long free = server.storage().free();
        long used = server.storage().byCourse(null).stream()
                .mapToLong(StorageUse.Use::bytes)
                .sum();
        Outcome outcome = free < FULL ? Outcome.FULL : free < LOW ? Outcome.LOW : Outcome.FINE;
        return Condition.of(Check.DISK, outcome).with("free", free).with("used", used);
    }

    private Condition keys() {
        ToolKey signing = server.keys().signing();
        Optional<ToolKey> next = server.keys().next();
        boolean old = next.isEmpty() && signing.signsFrom().plus(OLD_KEY).isBefore(clock.instant());
        return Condition.of(Check.KEYS, old ? Outcome.OLD : next.isPresent() ? Outcome.CHANGING : Outcome.FINE)
                .with("since", signing.signsFrom().toString())
                .with("next", next.map(key -> key.signsFrom().toString()).orElse(null));
    }
}
