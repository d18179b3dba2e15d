package lectern.bridge.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;
import org.jspecify.annotations.Nullable;

/** Reads an answer against its offer (RFC 9429 §5.3.1, RFC 9143 §7.3), line by line in the offer's order. */
final class AnswerReader {
    /** RFC 8841 §6.1: when the attribute is missing. */
    private static final int DEFAULT_MESSAGE_SIZE = 65_536;

    private final Offer offer;
    private final List<String> mids;

    AnswerReader(Offer offer) {
        this.offer = offer;
        mids = Mids.of(offer);
    }

    ParsedAnswer read(String sdp) {
        try {
            return answer(SdpText.parse(sdp));
        } catch (SdpText.Malformed e) {
            return new ParsedAnswer.Mismatch(String.valueOf(e.getMessage()));
        }
    }

    private Answer answer(SdpText text) throws SdpText.Malformed {
        lines(text);
        bundle(text);
        Map<String, Answer.Line> lines = new LinkedHashMap<>();
        for (int i = 0; i < mids.size() - 1; i++) {
            String mid = mids.get(i);
            lines.put(mid, new LineReader(offer, mid).read(text.sections().get(i)));
        }
        SdpText.Section first = text.sections().stream()
                .filter(section -> section.port() != 0)
                .findFirst()
                .orElseThrow(() -> new SdpText.Malformed("The answer rejects every media line."));
        setup(text, first);
        SdpText.Section data = text.sections().get(mids.size() - 1);
        return new Answer(
                credentials(text, first), fingerprints(text, first), lines, sctpPort(data), maxMessageSize(data));
    }

    private void lines(SdpText text) throws SdpText.Malformed {
        if (text.sections().size() != mids.size()) {
            throw new SdpText.Malformed("The answer has " + text.sections().size() + " media lines where the offer has "
                    + mids.size() + ".");
        }
        for (int i = 0; i < mids.size(); i++) {
            SdpText.Section section = text.sections().get(i);
            String mid = section.attribute("mid");
            if (!mids.get(i).equals(mid)) {
                throw new SdpText.Malformed(
                        "Media line " + (i + 1) + " of the answer is not the offer's \"" + mids.get(i) + "\".");
            }
        }
    }

    private void bundle(SdpText text) throws SdpText.Malformed {
        String group = text.attribute("group");
        Set<String> bundled = group == null || !group.startsWith("BUNDLE ")
                ? Set.of()
                : Set.copyOf(Arrays.asList(group.split(" ", -1)));
        for (int i = 0; i < mids.size(); i++) {
            if (text.sections().get(i).port() != 0 && !bundled.contains(mids.get(i))) {
                throw new SdpText.Malformed("The answer leaves \"" + mids.get(i) + "\" out of the bundle.");
            }
        }
    }

    private static @Nullable String either(SdpText text, SdpText.Section section, String name) {
        String own = section.attribute(name);
        return own == null ? text.attribute(name) : own;
    }

    private static void setup(SdpText text, SdpText.Section section) throws SdpText.Malformed {
        if (!"active".equals(either(text, section, "setup"))) {
            throw new SdpText.Malformed("The answer's a=setup is not active.");
        }
        if (text.attribute("ice-lite") != null) {
            throw new SdpText.Malformed("The answer is ICE lite, as the offer is: nobody would check.");
        }
    }

    private static IceCredentials credentials(SdpText text, SdpText.Section section) throws SdpText.Malformed {
        String ufrag = either(text, section, "ice-ufrag");
        String pwd = either(text, section, "ice-pwd");
        if (ufrag == null || pwd == null || !IceCredentials.valid(ufrag, pwd)) {
            throw new SdpText.Malformed("The answer has no valid ICE credentials.");
        }
        return new IceCredentials(ufrag, pwd);
    }

    private static List<Fingerprint> fingerprints(SdpText text, SdpText.Section section) throws SdpText.Malformed {
        List<String> lines = section.all("fingerprint");
        List<Fingerprint> known = new ArrayList<>();
        for (String line : lines.isEmpty() ? SdpText.values(text.session(), "fingerprint") : lines) {
            int space = line.indexOf(' ');
            Fingerprint fingerprint =
                    space < 0 ? null : Fingerprint.parse(line.substring(0, space), line.substring(space + 1));
            if (fingerprint != null) {
                known.add(fingerprint);
            }
        }
        if (known.isEmpty()) {
            throw new SdpText.Malformed("The answer has no certificate fingerprint with SHA-256 or better.");
        }
        return known;
    }

    private static int sctpPort(SdpText.Section data) throws SdpText.Malformed {
        if (data.port() == 0) {
            return 0;
        }
        String port = data.attribute("sctp-port");
        int number = port == null ? -1 : SdpText.number(port);
        if (!data.media().equals("application") || number < 1 || number > 65_535) {
            throw new SdpText.Malformed("The answer's \"data\" line has no SCTP port.");
        }
        return number;
    }

    private static int maxMessageSize(SdpText.Section data) {
        String text = data.attribute("max-message-size");
        int size = text == null ? DEFAULT_MESSAGE_SIZE : SdpText.number(text);
        return size == 0 ? Integer.MAX_VALUE : size < 0 ? DEFAULT_MESSAGE_SIZE : size;
    }
}
