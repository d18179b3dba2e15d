package lectern.lti.grades;

import java.net.URI;
import java.util.Locale;

/** The address of a line item, whose own query belongs to it: {@code …/lineitem?type_id=1} has its scores at {@code …/lineitem/scores?type_id=1}. */
record Column(URI uri) {
    URI scores() {
        return below("/scores");
    }

    URI results() {
        return below("/results");
    }

    private URI below(String segment) {
        String text = uri.toString();
        int query = text.indexOf('?');
        String path = query < 0 ? text : text.substring(0, query);
        return URI.create(path + segment + (query < 0 ? "" : text.substring(query)));
    }

    /** Whether it is one of Canvas, which takes each score for an attempt unless told otherwise. */
    boolean canvas(String family) {
        return family.toLowerCase(Locale.ROOT).equals("canvas") || uri.getPath().contains("/api/lti/courses/");
    }
}
