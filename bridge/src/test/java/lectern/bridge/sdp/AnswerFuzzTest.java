package lectern.bridge.sdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Set;
import lectern.bridge.ice.IceCredentials;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;

/** SDP answers of a client that only has to be logged in. */
class AnswerFuzzTest extends FuzzTarget {
    @Override
    protected List<byte[]> seeds() {
        String whole = AnswerTest.answer(AnswerTest.SMALL);
        return List.of(
                whole.getBytes(UTF_8),
                whole.replace("\r\n", "\n").getBytes(UTF_8),
                whole.replaceFirst("m=video \\d+", "m=video 0").getBytes(UTF_8),
                "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:a0\r\n".getBytes(UTF_8));
    }

    /**
     * Text is read by regular expressions' rules, line by line, and each line once more by word. Jazzer's hooks on texts
     * take a few per cent more.
     */
    @Override
    protected long allocation(int inputLength) {
        return 1024 * 1024 + 256L * inputLength;
    }

    @Override
    protected void execute(byte[] input) {
        ParsedAnswer parsed = Answer.parse(new String(input, UTF_8), AnswerTest.SMALL);
        if (parsed instanceof ParsedAnswer.Mismatch mismatch) {
            Promise.that(!mismatch.sentence().isBlank(), "a refusal without a reason");
            Promise.that(mismatch.sentence().length() < 400, "a refusal that repeats what was sent");
            return;
        }
        Answer answer = (Answer) parsed;
        IceCredentials ice = answer.ice();
        Promise.that(IceCredentials.valid(ice.ufrag(), ice.pwd()), "credentials that are none");
        Promise.that(!answer.fingerprints().isEmpty(), "no fingerprint");
        Promise.that(answer.sctpPort() >= 0 && answer.sctpPort() <= 65_535, "an SCTP port that is none");
        Promise.that(answer.maxMessageSize() > 0, "no room for a message");
        Set<String> offered = Set.copyOf(Mids.of(AnswerTest.SMALL));
        answer.lines().forEach((mid, line) -> {
            Promise.that(offered.contains(mid) && line.mid().equals(mid), "a line that was not offered");
            Promise.that(line.payloadTypes().size() <= 64, "more payload types than there are");
        });
    }
}
