package lectern.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The query of an address (RFC 3986 §3.4). */
public final class Query {
    private Query() {}

    /** Adds parameters behind the query that is there, before the fragment. */
    public static String append(String url, Map<String, String> parameters) {
        int hash = url.indexOf('#');
        String fragment = hash < 0 ? "" : url.substring(hash);
        StringBuilder out = new StringBuilder(hash < 0 ? url : url.substring(0, hash));
        boolean query = out.indexOf("?") >= 0;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            char last = out.charAt(out.length() - 1);
            if (!query) {
                out.append('?');
                query = true;
            } else if (last != '?' && last != '&') {
                out.append('&');
            }
            out.append(encode(parameter.getKey())).append('=').append(encode(parameter.getValue()));
        }
        return out.append(fragment).toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
