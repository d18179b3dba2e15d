package lectern.bridge.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An SDP cut into its sections (RFC 8866 §5), attributes without their {@code a=}.
 *
 * @param session attributes before the first m= line
 */
record SdpText(List<String> session, List<Section> sections) {
    static final int MAX_LENGTH = 64 * 1024;
    static final int MAX_LINE = 2 * 1024;
    static final int MAX_SECTIONS = 128;

    /**
     * One m= line with its attributes.
     *
     * @param port 0 when it is rejected
     */
    record Section(String media, int port, String protocol, List<String> formats, List<String> attributes) {
        /** The value of the first attribute of that name; empty for a flag, null when it is not there. */
        @Nullable
        String attribute(String name) {
            return first(attributes, name);
        }

        List<String> all(String name) {
            return values(attributes, name);
        }
    }

    /** Text that is no SDP, with the sentence why. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String sentence) {
            super(sentence, null, false, false);
        }
    }

    static SdpText parse(String text) throws Malformed {
        if (text.length() > MAX_LENGTH) {
            throw new Malformed("The answer is longer than 64 KiB.");
        }
        List<String> session = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
            if (line.length() > MAX_LINE) {
                throw new Malformed("Line " + number + " of the answer is longer than 2 KiB.");
            }
            if (number == 1 && !line.equals("v=0")) {
                throw new Malformed("The answer does not begin with v=0.");
            }
            if (line.startsWith("m=")) {
                if (sections.size() == MAX_SECTIONS) {
                    throw new Malformed("The answer has more than 128 media lines.");
                }
                sections.add(section(line.substring(2), number));
            } else if (line.startsWith("a=")) {
                attributes(session, sections).add(line.substring(2));
            } else if (!line.isEmpty() && (line.length() < 2 || line.charAt(1) != '=')) {
                throw new Malformed("Line " + number + " of the answer is not SDP.");
            }
        }
        return new SdpText(session, sections);
    }

    private static List<String> attributes(List<String> session, List<Section> sections) {
        return sections.isEmpty() ? session : sections.get(sections.size() - 1).attributes();
    }

    private static Section section(String line, int number) throws Malformed {
        List<String> words = List.of(line.split(" ", -1));
        int port = words.size() < 4 ? -1 : number(words.get(1));
        if (port < 0 || port > 65_535) {
            throw new Malformed("Line " + number + " of the answer is not a media line.");
        }
        return new Section(words.get(0), port, words.get(2), words.subList(3, words.size()), new ArrayList<>());
    }

    @Nullable
    String attribute(String name) {
        return first(session, name);
    }

    static @Nullable String first(List<String> attributes, String name) {
        List<String> all = values(attributes, name);
        return all.isEmpty() ? null : all.get(0);
    }

    static List<String> values(List<String> attributes, String name) {
        List<String> found = new ArrayList<>();
        for (String attribute : attributes) {
            if (attribute.startsWith(name)) {
                if (attribute.length() == name.length()) {
                    found.add("");
                } else if (attribute.charAt(name.length()) == ':') {
                    found.add(attribute.substring(name.length() + 1));
                }
            }
        }
        return found;
    }

    /** A decimal of at most nine digits, or -1. */
    static int number(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = 10 * value + c - '0';
        }
        return value;
    }
}
