package lectern.lticonfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** What an LMS would see of a live server: one line for each thing that has to be right, with what to do if it is not. */
public final class Checker {
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofDays(14);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Fetch fetch;
    private final Clock clock;
    private final List<Line> lines = new ArrayList<>();

    public Checker(Fetch fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    /** How much a line matters. */
    public enum Level {
        GOOD,
        /** It works, but not everywhere. */
        NOTE,
        BAD
    }

    /**
     * One finding.
     *
     * @param what was looked at and found
     * @param todo what to do; empty when it is good
     */
    public record Line(Level level, String what, String todo) {
        public String text() {
            String mark = switch (level) {
                case GOOD -> "ok    ";
                case NOTE -> "note  ";
                case BAD -> "BAD   ";
            };
            return mark + what + (todo.isEmpty() ? "" : "\n      " + todo);
        }
    }

    /**
     * Looks at everything.
     *
     * @param base scheme, host and port
     */
    public List<Line> check(URI base) {
        lines.clear();
        address(base);
        try {
            login(base);
            keys(base);
            registration(base);
            itself(base);
        } catch (IOException e) {
            bad(
                    base + " cannot be reached" + (e.getMessage() == null ? "" : ": " + e.getMessage()),
                    "Check the name, the port, the firewall and the certificate; an LMS calls it from outside.");
        }
        return List.copyOf(lines);
    }

    private void address(URI base) {
        if (!"https".equals(base.getScheme())) {
            bad(
                    "Address: " + base + " is not https",
                    "Browsers give camera and microphone to https pages only: set lectern.http.tls, or use a proxy.");
        } else if (base.getPort() >= 0 && base.getPort() != 443) {
            note(
                    "Address: https on port " + base.getPort(),
                    "Moodle fetches keys from ports 80 and 443 only unless its admin allows more.");
        } else {
            good("Address: https on its own port");
        }
    }

    private void login(URI base) throws IOException {
        Reply reply = fetch.get(URI.create(base + "/lti/login"));
        clock(reply);
        certificate(reply);
        headers(base, reply);
        if (reply.status() == 400 && reply.body().contains("missing_parameter")) {
            good("Login: answers and asks for what an LMS sends");
        } else {
            bad(
                    "Login: status " + reply.status() + " instead of 400",
                    "Is this the address of Lectern, and /lti/ passed on?");
        }
    }

    private void clock(Reply reply) {
        String date = reply.header("date");
        try {
            Instant there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration off = Duration.between(there, clock.instant()).abs();
            if (off.compareTo(SKEW) <= 0) {
                good("Clock: within " + SKEW.toSeconds() + " seconds of this computer's");
            } else {
                bad(
                        "Clock: " + off.toSeconds() + " seconds off this computer's",
                        "Launches are refused when clocks differ: let the server (or this computer) keep time by NTP.");
            }
        } catch (DateTimeException e) {
            note("Clock: the answer has no date", "A proxy seems to drop the Date header; clocks cannot be compared.");
        }
    }

    private void certificate(Reply reply) {
        Instant ends = reply.certificateEnds();
        if (ends == null) {
            return; // no https, which is said already
        }
        if (ends.isBefore(clock.instant().plus(SOON))) {
            note("Certificate: good until " + ends, "Renew it now; LMSs refuse a server whose certificate is over.");
        } else {
            good("Certificate: trusted, good until " + ends);
        }
    }

    private void headers(URI base, Reply reply) {
        if (!reply.header("x-frame-options").isEmpty()) {
            bad(
                    "Headers: X-Frame-Options: " + reply.header("x-frame-options"),
                    "An LMS shows the lobby in a frame: let the proxy not add this header.");
        } else if (!reply.header("content-security-policy").contains("frame-ancestors")) {
            bad(
                    "Headers: no frame-ancestors in Content-Security-Policy",
                    "Lectern sends one; let the proxy pass it on and add none of its own.");
        } else {
            good("Headers: the page decides who may frame it");
        }
        if ("https".equals(base.getScheme())
                && reply.header("strict-transport-security").isEmpty()) {
            note("Headers: no Strict-Transport-Security", "Lectern sends it when lectern.base-url is https.");
        }
    }

    private void keys(URI base) throws IOException {
        Reply reply = fetch.get(URI.create(base + "/.well-known/jwks.json"));
        int usable = 0;
        for (JsonNode key : json(reply).path("keys")) {
            boolean good = key.path("kty").asText().equals("RSA")
                    && !key.path("kid").asText().isEmpty()
                    && !key.has("d");
            usable += good ? 1 : 0;
        }
        if (reply.status() == 200 && usable > 0) {
            good("Key set: " + usable + (usable == 1 ? " key" : " keys"));
        } else {
            bad(
                    "Key set: status " + reply.status() + ", " + usable + " usable keys",
                    "Let /.well-known/jwks.json through.");
        }
    }

    private void registration(URI base) throws IOException {
        Reply reply = fetch.get(URI.create(base + "/lti/register"));
        boolean framed = reply.header("content-security-policy").contains("frame-ancestors *");
        if (reply.status() == 200 && framed) {
            good("Registration page: answers, and an LMS may frame it");
        } else {
            bad(
                    "Registration page: status " + reply.status(),
                    "Let /lti/register through, with its headers as they are.");
        }
    }

    /** What the server calls itself is what an LMS will hold it to. */
    private void itself(URI base) throws IOException {
        Reply reply = fetch.get(URI.create(base + "/lti/config/canvas.json"));
        String launch = json(reply).path("target_link_uri").asText();
        if (launch.equals(base + "/lti/launch")) {
            good("Name: the server calls itself " + base);
        } else {
            bad(
                    "Name: the server says its launch address is " + (launch.isEmpty() ? "nothing" : launch),
                    "Set lectern.base-url = \"" + base + "\" and start it again.");
        }
    }

    private static JsonNode json(Reply reply) {
        try {
            return MAPPER.readTree(reply.body());
        } catch (JsonProcessingException e) {
            return MAPPER.createObjectNode(); // whatever is looked for in it is missing, and that is said
        }
    }

    private void good(String what) {
        lines.add(new Line(Level.GOOD, what, ""));
    }

    private void note(String what, String todo) {
        lines.add(new Line(Level.NOTE, what, todo));
    }

    private void bad(String what, String todo) {
        lines.add(new Line(Level.BAD, what, todo));
    }
}
