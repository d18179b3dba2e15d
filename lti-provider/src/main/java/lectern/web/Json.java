package lectern.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;

/**
 * JSON as docs/protocol.md has it: absent instead of null, times as ISO-8601 UTC, unknown fields ignored. Thread-safe.
 */
public final class Json {
    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    private static ObjectMapper mapper() {
        ObjectMapper mapper = JsonMapper.builder()
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addModule(new SimpleModule().addSerializer(Instant.class, new InstantText()))
                .build();
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(32)
                        .maxStringLength(1 << 20)
                        .build());
        return mapper;
    }

    /** The shared mapper; do not configure it. */
    public static ObjectMapper shared() {
        return MAPPER;
    }

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new IllegalStateException("a value that is no JSON", e);
        }
    }

    /** Answers with this value. */
    public static void answer(Context ctx, Object value) {
        ctx.contentType("application/json").result(write(value));
    }

    /**
     * The request's body as a record.
     *
     * @throws ApiError {@code too_large}, or {@code bad_request} when it is no such JSON
     */
    public static <T> T read(Context ctx, Class<T> type, int maxBytes) {
        byte[] body = Body.read(ctx, maxBytes);
        try {
            T value = MAPPER.readValue(body, type);
            if (value == null) {
                throw ApiError.badRequest("The request has no content.");
            }
            return value;
        } catch (IOException e) {
            throw ApiError.badRequest("The request is not understood.");
        }
    }

    private static final class InstantText extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider serializers) throws IOException {
            out.writeString(value.toString());
        }
    }
}
