package lectern.practice.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a long list, and where the next part is. */
public record Page<T>(List<T> items, @Nullable String next) {

    /** Short on purpose: a tool that does not follow the link loses somebody even in a class of ten. */
    public static final int SIZE = 5;

    /** The part that a request asks for; what else it asked for stays in the next address. */
    public static <T> Page<T> of(List<T> all, Request request, String issuer) {
        Integer asked = request.count("limit");
        Integer from = request.count("from");
        int start = Math.min(from == null ? 0 : from, all.size());
        int size = asked == null || asked < 1 ? SIZE : Math.min(asked, SIZE);
        int end = Math.min(start + size, all.size());
        if (end == all.size()) {
            return new Page<>(all.subList(start, end), null);
        }
        List<String> query = new ArrayList<>();
        request.query().forEach((name, values) -> {
            if (!name.equals("from")) {
                values.forEach(value -> query.add(encode(name) + "=" + encode(value)));
            }
        });
        query.add("from=" + end);
        return new Page<>(all.subList(start, end), issuer + request.path() + "?" + String.join("&", query));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
