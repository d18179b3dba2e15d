package lectern.practice;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the practice LMS is started with.
 *
 * @param host a loopback address or name
 * @param port 1 to 65535
 * @param tool origin of the tool: scheme, host and port, without a slash at the end
 * @param report file for the bench's results, after which the process ends; null to go on serving
 */
public record Settings(
        String host, int port, String tool, @Nullable Path report) {

    private static final String USAGE = "Write it as: practice-lms [--port 9090] [--host 127.0.0.1]"
            + " [--tool http://localhost:8080] [--report FILE].";

    public Settings {
        if (port < 1 || port > 65535) {
            throw new Mistake("--port " + port + ": a port is a number from 1 to 65535.");
        }
        requireLoopback(host);
        tool = origin(tool);
    }

    /** Settings that serve. */
    public Settings(String host, int port, String tool) {
        this(host, port, tool, null);
    }

    /** A mistake of whoever started us; the message is the one sentence they are shown. */
    @SuppressWarnings("serial")
    public static final class Mistake extends IllegalArgumentException {
        private final String sentence;

        Mistake(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    public static Settings of(List<String> arguments) {
        String host = "127.0.0.1";
        int port = 9090;
        String tool = "http://localhost:8080";
        Path report = null;
        Iterator<String> words = arguments.iterator();
        while (words.hasNext()) {
            String option = words.next();
            String value = words.hasNext() ? words.next() : "";
            switch (option) {
                case "--host" -> host = value;
                case "--port" -> port = number(value);
                case "--tool" -> tool = value;
                case "--report" -> report = file(value);
                default -> throw new Mistake("Unknown option " + option + ". " + USAGE);
            }
        }
        return new Settings(host, port, tool, report);
    }

    private static Path file(String value) {
        if (value.isBlank()) {
            throw new Mistake("--report needs a file to write to.");
        }
        return Path.of(value);
    }

    /** What the tool knows this LMS by: the issuer of its messages. */
    public String issuer() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    private static int number(String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new Mistake("--port " + value + ": a port is a number from 1 to 65535.");
        }
    }

    /** Whoever reaches this LMS can be anybody they like, so that nobody but this computer may reach it. */
    private static void requireLoopback(String host) {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new Mistake("--host " + host + ": no such address; 127.0.0.1 is the usual one.");
        }
        if (host.isBlank() || !Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress)) {
            throw new Mistake(
                    "--host " + host + " is not this computer alone: the practice LMS lets everyone be anyone,"
                            + " so it listens on a loopback address only, such as 127.0.0.1.");
        }
    }

    private static String origin(String tool) {
        URI uri;
        try {
            uri = new URI(tool);
        } catch (URISyntaxException e) {
            throw new Mistake("--tool " + tool + ": not a web address; write it like http://localhost:8080.");
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("http") || scheme.equals("https");
        boolean bare = uri.getRawPath() == null
                || uri.getRawPath().isEmpty()
                || uri.getRawPath().equals("/");
        if (!web || uri.getHost() == null || !bare || uri.getRawQuery() != null || uri.getRawUserInfo() != null) {
            throw new Mistake("--tool " + tool + ": write the scheme, host and port only, like http://localhost:8080.");
        }
        return scheme + "://" + uri.getRawAuthority();
    }
}
