package lectern.web;

import java.util.Map;

/**
 * A refusal that the caller is told of: {@code {"error":{"code","message"}}} with its status (docs/protocol.md). The
 * message is a sentence for the person concerned.
 */
public final class ApiError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    public ApiError(int status, String code, String message) {
        super(message, null, false, false); // an answer, not a fault: nobody reads its stack
        this.status = status;
        this.code = code;
    }

    public static ApiError badRequest(String message) {
        return new ApiError(400, "bad_request", message);
    }

    public static ApiError signedOut() {
        return new ApiError(401, "signed_out", "You are signed out. Open the link in your course again.");
    }

    public static ApiError notAllowed(String message) {
        return new ApiError(403, "not_allowed", message);
    }

    public static ApiError notFound(String message) {
        return new ApiError(404, "not_found", message);
    }

    public static ApiError tooLarge() {
        return new ApiError(413, "too_large", "That is more than this server accepts at once.");
    }

    public static ApiError tooMany(String message) {
        return new ApiError(429, "too_many", message);
    }

    public static ApiError busy() {
        return new ApiError(503, "busy", "The server is busy. Try again in a moment.");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** A sentence for the person; never null. */
    public String sentence() {
        return String.valueOf(getMessage());
    }

    Map<String, Map<String, String>> body() {
        return Map.of("error", Map.of("code", code, "message", sentence()));
    }
}
