package lectern.recorder.link;

import java.util.regex.Pattern;

/** What may stand where on the link: some of it becomes part of a path. */
final class Names {
    static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    static final Pattern DIRECTORY = Pattern.compile("[A-Za-z0-9_-]{1,64}(/[A-Za-z0-9_-]{1,64}){2,4}");
    static final Pattern KIND = Pattern.compile("mic|camera|screen|screen-audio");
    static final Pattern LAYER = Pattern.compile("[A-Za-z0-9]{1,16}");
    static final Pattern CODEC = Pattern.compile("opus|VP8|H264");

    private Names() {}

    static void require(Pattern pattern, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException("not " + pattern + ": " + value);
        }
    }
}
