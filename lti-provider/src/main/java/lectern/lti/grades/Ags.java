package lectern.lti.grades;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.http.PlatformRequest;
import lectern.lti.token.ServiceClient;
import lectern.web.Json;
import lectern.web.Query;
import org.jspecify.annotations.Nullable;

/** The calls of a gradebook (AGS 2.0), each with the one media type that strict LMSs take. Blocks. */
final class Ags {
    private static final String COLUMN = "application/vnd.ims.lis.v2.lineitem+json";
    private static final String COLUMNS = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    private static final String RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json";
    private static final String SCORE = "application/vnd.ims.lis.v1.score+json";
    /** Always with parts of a second (§3.4.7). */
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final ServiceClient client;
    private final ServiceClient.Grant grant;

    Ags(ServiceClient client, ServiceClient.Grant grant) {
        this.client = client;
        this.grant = grant;
    }

    PlatformAnswer columns(URI uri) throws PlatformException {
        return client.send(grant, PlatformRequest.get(uri, COLUMNS));
    }

    PlatformAnswer column(Column column) throws PlatformException {
        return client.send(grant, PlatformRequest.get(column.uri(), COLUMN));
    }

    PlatformAnswer make(URI lineItems, Map<String, Object> item) throws PlatformException {
        return client.send(grant, PlatformRequest.with("POST", lineItems, COLUMN, Json.write(item)));
    }

    PlatformAnswer change(Column column, JsonNode item) throws PlatformException {
        return client.send(grant, PlatformRequest.with("PUT", column.uri(), COLUMN, item.toString()));
    }

    PlatformAnswer results(Column column, String sub) throws PlatformException {
        URI uri = URI.create(Query.append(column.results().toString(), Map.of("user_id", sub)));
        return client.send(grant, PlatformRequest.get(uri, RESULTS));
    }

    /** Writes a score; {@code stamp} in epoch microseconds. */
    PlatformAnswer score(Column column, OutboxStore.Row row, long stamp) throws PlatformException {
        Map<String, Object> score = new LinkedHashMap<>();
        score.put("userId", row.sub());
        score.put("scoreGiven", row.given());
        score.put("scoreMaximum", row.maximum());
        score.put("activityProgress", "Completed");
        score.put("gradingProgress", "FullyGraded");
        score.put("timestamp", TIMESTAMP.format(Instant.EPOCH.plusNanos(TimeUnit.MICROSECONDS.toNanos(stamp))));
        score.put("comment", row.comment());
        if (column.canvas(grant.registration().family())) {
            // Else each score uses up one of the student's attempts.
            score.put("https://canvas.instructure.com/lti/submission", Map.of("new_submission", false));
        }
        return client.send(grant, PlatformRequest.with("POST", column.scores(), SCORE, Json.write(score)));
    }

    /**
     * What the LMS has for a person.
     *
     * @param micros epoch microseconds of it; 0 when the LMS does not say
     */
    record Result(double score, double maximum, long micros) {
        double part() {
            return score / maximum;
        }
    }

    /** The person's grade in a list of results (§3.3.3); entries without a score are none. */
    static Optional<Result> result(PlatformAnswer answer, String sub) throws PlatformException {
        for (JsonNode result : list(answer)) {
            JsonNode score = result.path("resultScore");
            if (result.path("userId").asText("").equals(sub) && score.isNumber()) {
                double maximum = result.path("resultMaximum").asDouble(1);
                return Optional.of(new Result(
                        score.asDouble(),
                        maximum > 0 ? maximum : 1,
                        micros(result.path("timestamp").asText(null))));
            }
        }
        return Optional.empty();
    }

    static JsonNode list(PlatformAnswer answer) throws PlatformException {
        JsonNode json = json(answer);
        if (!json.isArray()) {
            throw new PlatformException("The LMS's gradebook answered something that is no list.");
        }
        return json;
    }

    static JsonNode json(PlatformAnswer answer) throws PlatformException {
        try {
            return Json.shared().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new PlatformException("The LMS's gradebook answered no JSON: " + answer.shownBody(), e);
        }
    }

    private static long micros(@Nullable String timestamp) {
        if (timestamp == null) {
            return 0;
        }
        try {
            Instant at = OffsetDateTime.parse(timestamp).toInstant();
            return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1_000;
        } catch (DateTimeException e) {
            return 0;
        }
    }
}
