package lectern.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;

/** Reads a request's body up to a limit, whatever its headers say of its length. */
final class Body {
    private Body() {}

    static byte[] read(Context ctx, int maxBytes) {
        if (ctx.req().getContentLengthLong() > maxBytes) {
            throw ApiError.tooLarge();
        }
        try (InputStream in = ctx.req().getInputStream()) {
            byte[] body = in.readNBytes(maxBytes + 1);
            if (body.length > maxBytes) {
                throw ApiError.tooLarge();
            }
            return body;
        } catch (IOException e) {
            throw ApiError.badRequest("The request broke off.");
        }
    }
}
