package lectern.bridge.sdp;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import lectern.bridge.SourceKind;

/** Reads one media line of an answer against the offer's line of the same mid. */
final class LineReader {
    private static final Set<String> RIDS = Set.of("l", "h");

    private final String mid;
    private final OfferedLine offered;

    LineReader(Offer offer, String mid) {
        this.mid = mid;
        offered = OfferedLine.of(offer, mid);
    }

    Answer.Line read(SdpText.Section section) throws SdpText.Malformed {
        if (!section.media().equals(offered.video() ? "video" : "audio")) {
            throw wrong("is not " + (offered.video() ? "video" : "audio"));
        }
        if (section.port() == 0) {
            return new Answer.Line(mid, Direction.INACTIVE, List.of(), Set.of(), List.of());
        }
        if (!section.protocol().equals("UDP/TLS/RTP/SAVPF")) {
            throw wrong("is not UDP/TLS/RTP/SAVPF");
        }
        if (section.attribute("rtcp-mux") == null) {
            throw wrong("lacks a=rtcp-mux");
        }
        return new Answer.Line(mid, direction(section), payloadTypes(section), extensions(section), rids(section));
    }

    private Direction direction(SdpText.Section section) throws SdpText.Malformed {
        for (Direction direction : Direction.values()) {
            if (section.attribute(direction.name().toLowerCase(Locale.ROOT)) != null) {
                if (direction == Direction.INACTIVE || direction == offered.answeredBy()) {
                    return direction;
                }
                throw wrong("is " + direction.name().toLowerCase(Locale.ROOT) + ", not "
                        + offered.answeredBy().name().toLowerCase(Locale.ROOT));
            }
        }
        throw wrong("has no direction");
    }

    private List<Integer> payloadTypes(SdpText.Section section) throws SdpText.Malformed {
        List<Integer> types = new ArrayList<>();
        for (String format : section.formats()) {
            int type = SdpText.number(format);
            Codec codec = offered.codec(type);
            if (codec == null) {
                throw wrong("has payload type " + (type < 0 ? "that is no number" : type) + ", which was not offered");
            }
            String rtpmap = rtpmap(section, type);
            if (rtpmap.isEmpty() || !codec.rtpmap().equalsIgnoreCase(rtpmap)) {
                throw wrong("maps payload type " + type + " to another codec than " + codec.rtpmap());
            }
            types.add(type);
        }
        if (types.stream().allMatch(type -> PayloadType.originalOf(type) >= 0)) {
            throw wrong("accepts no codec");
        }
        return types;
    }

    private static String rtpmap(SdpText.Section section, int type) {
        String prefix = type + " ";
        for (String line : section.all("rtpmap")) {
            if (line.startsWith(prefix)) {
                return line.substring(prefix.length());
            }
        }
        return "";
    }

    private Set<HeaderExtension> extensions(SdpText.Section section) throws SdpText.Malformed {
        Set<HeaderExtension> accepted = EnumSet.noneOf(HeaderExtension.class);
        for (String line : section.all("extmap")) {
            String[] words = line.split(" ", 3);
            HeaderExtension extension = words.length < 2 ? null : HeaderExtension.byUri(words[1]);
            if (extension == null || !offered.extensions().contains(extension)) {
                throw wrong("has a header extension that was not offered");
            }
            if (SdpText.number(words[0].split("/", 2)[0]) != extension.id()) {
                throw wrong("changes the id of a header extension from " + extension.id());
            }
            accepted.add(extension);
        }
        return accepted;
    }

    /** The layers that are sent (RFC 8853 §5.1); of alternatives the first counts. */
    private List<String> rids(SdpText.Section section) throws SdpText.Malformed {
        String simulcast = section.attribute("simulcast");
        if (simulcast == null) {
            return List.of();
        }
        if (!mid.equals(SourceKind.CAMERA.mid()) || !simulcast.startsWith("send ")) {
            throw wrong("has simulcast that was not offered");
        }
        List<String> rids = new ArrayList<>();
        for (String layer : simulcast.substring("send ".length()).split(";", -1)) {
            String first = layer.split(",", 2)[0];
            String rid = first.startsWith("~") ? first.substring(1) : first;
            if (!RIDS.contains(rid) || rids.contains(rid)) {
                throw wrong("has a simulcast layer that was not offered");
            }
            rids.add(rid);
        }
        return rids;
    }

    private SdpText.Malformed wrong(String what) {
        return new SdpText.Malformed("The answer's line \"" + mid + "\" " + what + ".");
    }
}
