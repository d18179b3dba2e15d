package lectern.bench.peer;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.sdp.HeaderExtension;

/**
 * What a peer needs of a server's offer.
 *
 * @param candidate the first host candidate
 * @param sections in order
 */
public record OfferedSession(
        IceCredentials ice, Fingerprint fingerprint, InetSocketAddress candidate, List<Section> sections) {
    private static final String CANDIDATE = "a=candidate:";
    /** Of the session or of its first media line. */
    private static final String FINGERPRINT = "a=fingerprint:";

    /**
     * One media line.
     *
     * @param lines of the section, its m= line first
     */
    public record Section(List<String> lines) {
        String media() {
            return lines.get(0);
        }

        String value(String prefix) {
            return lines.stream()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .findFirst()
                    .orElse("");
        }

        boolean has(String line) {
            return lines.contains(line);
        }

        String mid() {
            return value("a=mid:");
        }

        /** The slot's SSRCs, media before retransmission; empty for lines that receive. */
        List<Integer> ssrcs() {
            String group = value("a=ssrc-group:FID ");
            String text = group.isEmpty() ? value("a=ssrc:").split(" ", 2)[0] : group;
            List<Integer> ssrcs = new ArrayList<>();
            for (String ssrc : text.split(" ", -1)) {
                if (!ssrc.isEmpty()) {
                    ssrcs.add(Integer.parseUnsignedInt(ssrc));
                }
            }
            return ssrcs;
        }
    }

    /**
     * Reads an offer of our own server.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static OfferedSession parse(String sdp) {
        List<Section> sections = new ArrayList<>();
        for (String line : sdp.split("\r?\n", -1)) {
            if (line.startsWith("m=")) {
                sections.add(new Section(new ArrayList<>()));
            }
            if (!sections.isEmpty()) {
                sections.get(sections.size() - 1).lines().add(line);
            }
        }
        if (sections.isEmpty()) {
            throw new IllegalArgumentException("an offer without media lines");
        }
        Section first = sections.get(0);
        String[] candidate = candidate(sections).split(" ", -1);
        String[] print = sdp.lines()
                .filter(line -> line.startsWith(FINGERPRINT))
                .findFirst()
                .orElse(FINGERPRINT)
                .substring(FINGERPRINT.length())
                .split(" ", -1);
        Fingerprint fingerprint = print.length < 2 ? null : Fingerprint.parse(print[0], print[1]);
        if (candidate.length < 6 || fingerprint == null) {
            throw new IllegalArgumentException("an offer without candidate or fingerprint");
        }
        return new OfferedSession(
                new IceCredentials(first.value("a=ice-ufrag:"), first.value("a=ice-pwd:")),
                fingerprint,
                new InetSocketAddress(candidate[4], Integer.parseInt(candidate[5])),
                sections);
    }

    /** The first that is reached over UDP. */
    private static String candidate(List<Section> sections) {
        return sections.stream()
                .flatMap(section -> section.lines().stream())
                .filter(line -> line.startsWith(CANDIDATE)
                        && line.toLowerCase(Locale.ROOT).contains(" udp "))
                .findFirst()
                .orElse(CANDIDATE)
                .substring(CANDIDATE.length());
    }

    /** The same for a server that is ICE's controlling agent, as who offers is (RFC 8445 §6.1.1). */
    public RemoteSession remoteControlling() {
        RemoteSession passive = remote();
        return new RemoteSession(
                passive.address(),
                new RemoteSession.Security(ice, fingerprint, true),
                passive.receiving(),
                passive.transportCc(),
                passive.data());
    }

    /** What a peer needs to connect, with the server passive as ICE-lite is. */
    public RemoteSession remote() {
        List<RemoteSession.Stream> receiving = new ArrayList<>();
        for (Section section : sections) {
            List<Integer> ssrcs = section.ssrcs();
            if (!ssrcs.isEmpty() && !section.has("a=recvonly")) {
                boolean video = section.media().startsWith("m=video");
                int rtx = ssrcs.size() > 1 ? ssrcs.get(1) : 0;
                receiving.add(new RemoteSession.Stream(section.mid(), video, ssrcs.get(0), rtx));
            }
        }
        String numbers = "a=extmap:" + HeaderExtension.TRANSPORT_CC.id() + " " + HeaderExtension.TRANSPORT_CC.uri();
        return new RemoteSession(
                candidate,
                new RemoteSession.Security(ice, fingerprint, false),
                receiving,
                sections.stream().anyMatch(section -> section.has(numbers)),
                sections.stream().anyMatch(section -> section.media().startsWith("m=application")));
    }

    /** The answer that accepts everything (RFC 9429 §5.3.1). */
    public String answer(IceCredentials own, Fingerprint ownPrint) {
        return answer(own, ownPrint, "");
    }

    /**
     * The same with a candidate.
     *
     * @param candidateLine the whole line, empty for none
     */
    public String answer(IceCredentials own, Fingerprint ownPrint, String candidateLine) {
        StringBuilder sdp = new StringBuilder("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE");
        sections.forEach(section -> sdp.append(' ').append(section.mid()));
        sdp.append("\r\n");
        for (Section section : sections) {
            for (String line : section.lines()) {
                String answered = answered(line);
                if (!answered.isEmpty()) {
                    sdp.append(answered).append("\r\n");
                }
            }
            sdp.append("a=setup:active\r\na=ice-ufrag:").append(own.ufrag());
            sdp.append("\r\na=ice-pwd:").append(own.pwd());
            sdp.append("\r\na=fingerprint:sha-256 ").append(ownPrint.value()).append("\r\n");
            if (!candidateLine.isEmpty()) {
                sdp.append(candidateLine).append("\r\n");
            }
        }
        return sdp.toString();
    }

    private static String answered(String line) {
        return switch (line) {
            case "a=recvonly" -> "a=sendonly";
            case "a=sendonly" -> "a=recvonly";
            case "a=inactive" -> "a=inactive";
            case "a=simulcast:recv l;h" -> "a=simulcast:send l;h";
            case "a=rid:l recv" -> "a=rid:l send";
            case "a=rid:h recv" -> "a=rid:h send";
            default -> {
                boolean ours = line.startsWith("m=")
                        || line.startsWith("c=")
                        || line.startsWith("a=mid:")
                        || line.startsWith("a=rtcp-mux")
                        || line.startsWith("a=rtcp-rsize")
                        || line.startsWith("a=rtpmap:")
                        || line.startsWith("a=fmtp:")
                        || line.startsWith("a=rtcp-fb:")
                        || line.startsWith("a=extmap:")
                        || line.startsWith("a=sctp-port:")
                        || line.startsWith("a=max-message-size:");
                yield ours ? line : "";
            }
        };
    }
}
