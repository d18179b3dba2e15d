package lectern.recordings;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import lectern.account.Accounts;
import lectern.account.Identity;
import lectern.account.Identity.Purpose;
import lectern.recorder.archive.Recording;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/recordings}: what the lobby changes and what the replay page reads. Access is checked on every request. */
public final class RecordingsFeature implements Feature {
    private static final String ONE = "/api/recordings/{id}";
    private static final String PART = ONE + "/parts/{part}";
    private static final int MAX_BODY = 1024;
    private static final int CHUNK = 64 * 1024;

    private final Accounts accounts;
    private final Library library;

    public RecordingsFeature(Accounts accounts, Library library) {
        this.accounts = accounts;
        this.library = library;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get(ONE, ctx -> Json.answer(ctx, library.manifest(visible(ctx))));
        routes.put(ONE, this::release);
        routes.delete(ONE, this::delete);
        routes.get(PART + "/index", this::index);
        routes.get(PART, ctx -> bytes(ctx, true));
        routes.head(PART, ctx -> bytes(ctx, false));
    }

    private RecordingRow visible(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.REPLAY, Purpose.LOBBY);
        return library.get(who, ctx.pathParam("id"));
    }

    private RecordingRow managed(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        if (!who.host()) {
            throw ApiError.notAllowed("Only staff of the course can do that.");
        }
        return library.get(who, ctx.pathParam("id"));
    }

    private record Change(@Nullable Boolean released) {}

    private void release(Context ctx) {
        RecordingRow row = managed(ctx);
        Boolean released = Json.read(ctx, Change.class, MAX_BODY).released();
        if (released == null) {
            throw ApiError.badRequest("\"released\" must be true or false.");
        }
        Json.answer(ctx, library.release(row, released));
    }

    private void delete(Context ctx) {
        library.delete(managed(ctx));
        ctx.status(204);
    }

    /** A part and its file. */
    private record Found(RecordingRow row, Recording.Part part, Path file) {}

    private Found found(Context ctx) {
        RecordingRow row = visible(ctx);
        Archives archives = library.archives();
        Optional<Recording.Part> part = archives.part(row, ctx.pathParam("part"));
        return part.flatMap(p -> archives.file(row, p).map(file -> new Found(row, p, file)))
                .orElseThrow(() -> ApiError.notFound("The recording has no such part."));
    }

    private void index(Context ctx) throws IOException {
        Found found = found(ctx);
        ctx.contentType("application/octet-stream");
        ctx.result(library.archives().index(found.row(), found.part()));
    }

    private void bytes(Context ctx, boolean withBody) throws IOException {
        Found found = found(ctx);
        long size = found.part().bytes();
        ByteRange range = ByteRange.of(ctx.header("Range"), size);
        ctx.header("Accept-Ranges", "bytes");
        ctx.contentType(found.part().width() > 0 ? "video/mp4" : "audio/mp4");
        switch (range.kind()) {
            case UNSATISFIABLE -> {
                ctx.header("Content-Range", "bytes */" + size);
                throw new ApiError(416, "bad_request", "The recording's part is shorter than that.");
            }
            case PART -> {
                ctx.status(206);
                long last = range.from() + range.length() - 1;
                ctx.header("Content-Range", "bytes " + range.from() + "-" + last + "/" + size);
            }
            case WHOLE -> ctx.status(200);
        }
        ctx.res().setContentLengthLong(range.length());
        if (withBody) {
            copy(found.file(), range, ctx.outputStream());
        }
    }

    private static void copy(Path file, ByteRange range, OutputStream out) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(CHUNK, Math.max(1, range.length())));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = range.from();
            long end = range.from() + range.length();
            while (at < end) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), end - at));
                int read = channel.read(buffer, at);
                if (read < 0) {
                    throw new IOException("the part ended before its length");
                }
                out.write(buffer.array(), 0, read);
                at += read;
            }
        }
    }
}
