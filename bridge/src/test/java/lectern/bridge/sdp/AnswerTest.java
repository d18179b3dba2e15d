package lectern.bridge.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final IceCredentials OURS = IceCredentials.random(new SecureRandom());
    private static final IceCredentials THEIRS = IceCredentials.random(new SecureRandom());
    private static final Fingerprint PRINT = Fingerprint.sha256(new byte[] {1, 2, 3});
    private static final Offer OFFER = offer(Offer.Options.DEFAULT);

    /** A few lines of each kind. */
    static final Offer SMALL = offer(Offer.Options.DEFAULT, 1, 2);

    private static Offer offer(Offer.Options options) {
        return offer(options, 6, 26);
    }

    private static Offer offer(Offer.Options options, int audio, int video) {
        List<ReceiveSlot> slots = new ArrayList<>();
        for (int i = 0; i < audio; i++) {
            slots.add(new ReceiveSlot("a" + i, false, 10 + i, 0));
        }
        for (int i = 0; i < video; i++) {
            slots.add(new ReceiveSlot("v" + i, true, -100 - i, 200 + i));
        }
        return new Offer(
                7,
                1,
                OURS,
                PRINT,
                List.of(
                        Candidate.udp(new InetSocketAddress("192.0.2.1", 4000)),
                        Candidate.udp(new InetSocketAddress("2001:db8::1", 4000))),
                slots,
                options);
    }

    /** The answer of a client that accepts everything. */
    static String answer(Offer offer) {
        StringBuilder sdp = new StringBuilder("v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n");
        for (String line : offer.write().split("\r\n", -1)) {
            String answered = line.replace("a=setup:actpass", "a=setup:active")
                    .replace(OURS.ufrag(), THEIRS.ufrag())
                    .replace(OURS.pwd(), THEIRS.pwd());
            answered = switch (answered) {
                case "a=sendonly" -> "a=recvonly";
                case "a=recvonly" -> "a=sendonly";
                case "a=rid:l recv" -> "a=rid:l send";
                case "a=rid:h recv" -> "a=rid:h send";
                case "a=simulcast:recv l;h" -> "a=simulcast:send l;h";
                default -> answered;
            };
            boolean offers = answered.startsWith("a=candidate")
                    || answered.startsWith("a=ssrc")
                    || answered.startsWith("a=msid")
                    || answered.equals("a=ice-lite")
                    || answered.equals("a=end-of-candidates")
                    || answered.matches("[vost]=.*");
            if (!offers && !answered.isEmpty()) {
                sdp.append(answered).append("\r\n");
            }
        }
        return sdp.toString();
    }

    private static Answer accepted(String sdp, Offer offer) {
        ParsedAnswer parsed = Answer.parse(sdp, offer);
        assertThat(parsed).isInstanceOf(Answer.class);
        return (Answer) parsed;
    }

    private static String refused(UnaryOperator<String> change) {
        String changed = change.apply(answer(OFFER));
        assertThat(changed).isNotEqualTo(answer(OFFER));
        ParsedAnswer parsed = Answer.parse(changed, OFFER);
        assertThat(parsed).isInstanceOf(ParsedAnswer.Mismatch.class);
        String sentence = ((ParsedAnswer.Mismatch) parsed).sentence();
        assertThat(sentence).endsWith(".").doesNotContain(THEIRS.pwd());
        return sentence;
    }

    private static String replaceLast(String text, String what, String with) {
        int at = text.lastIndexOf(what);
        return text.substring(0, at) + with + text.substring(at + what.length());
    }

    @Test
    void anAnswerThatAcceptsEverythingIsRead() {
        for (Offer offer : List.of(OFFER, offer(new Offer.Options(true, true)))) {
            Answer answer = accepted(answer(offer), offer);
            assertThat(answer.ice()).isEqualTo(THEIRS);
            assertThat(answer.fingerprints()).containsExactly(PRINT);
            assertThat(answer.lines()).hasSize(36);
            assertThat(answer.sctpPort()).isEqualTo(5000);
            assertThat(answer.maxMessageSize()).isEqualTo(65_536);
            Answer.Line camera = Objects.requireNonNull(answer.lines().get("cam"));
            assertThat(camera.direction()).isEqualTo(Direction.SENDONLY);
            assertThat(camera.rids()).containsExactly("l", "h");
            assertThat(camera.payloadTypes()).contains(PayloadType.VP8, PayloadType.VP8_RTX);
            assertThat(camera.payloadTypes().contains(PayloadType.H264))
                    .isEqualTo(offer.options().h264());
            assertThat(camera.extensions()).contains(HeaderExtension.MID, HeaderExtension.RID);
        }
    }

    @Test
    void unixLineEndsAreReadToo() {
        accepted(answer(OFFER).replace("\r\n", "\n"), OFFER);
    }

    @Test
    void anAnswerToARestartIsReadAgainstTheNewOffer() {
        Offer renewed = OFFER.restarted(IceCredentials.random(new SecureRandom()));
        assertThat(renewed.version()).isEqualTo(2);
        accepted(answer(OFFER), renewed);
    }

    @Test
    void linesMayBeInactiveAndTheDataLineRejected() {
        String sdp = answer(OFFER).replaceFirst("a=sendonly", "a=inactive");
        Answer answer = accepted(sdp.replace("m=application 9", "m=application 0"), OFFER);
        assertThat(answer.sctpPort()).isZero();
        assertThat(Objects.requireNonNull(answer.lines().get("mic")).direction())
                .isEqualTo(Direction.INACTIVE);
    }

    @Test
    void everyKindOfMismatchHasItsSentence() {
        assertThat(refused(sdp -> sdp.substring(0, sdp.indexOf("m=application"))))
                .contains("36 media lines")
                .contains("37");
        assertThat(refused(sdp -> sdp.replace("a=mid:v3\r", "a=mid:v4\r"))).contains("v3");
        assertThat(refused(sdp -> sdp.replaceAll("a=fingerprint:.*\r\n", ""))).contains("fingerprint");
        assertThat(refused(sdp -> sdp.replaceAll("a=fingerprint:sha-256 ..", "a=fingerprint:sha-256 zz")))
                .contains("fingerprint");
        assertThat(refused(sdp -> sdp.replace("a=setup:active", "a=setup:passive")))
                .contains("a=setup");
        assertThat(refused(sdp -> sdp.replace(" v25 data", " data"))).contains("bundle");
        assertThat(refused(sdp -> sdp.replaceAll("a=group.*\r\n", ""))).contains("bundle");
        assertThat(refused(sdp -> sdp.replace("SAVPF 96 97", "SAVPF 96 98"))).contains("98");
        assertThat(refused(sdp -> sdp.replace("SAVPF 96 97", "SAVPF 97"))).contains("accepts no codec");
        assertThat(refused(sdp -> sdp.replace("VP8/90000", "VP9/90000"))).contains("another codec");
        assertThat(refused(sdp -> sdp.replace("a=extmap:2 ", "a=extmap:9 "))).contains("id of a header extension");
        assertThat(refused(sdp -> sdp.replace("urn:3gpp:video-orientation", "urn:other")))
                .contains("not offered");
        assertThat(refused(sdp -> sdp.replaceFirst("a=sendonly", "a=sendrecv"))).contains("sendrecv");
        assertThat(refused(sdp -> sdp.replaceFirst("a=rtcp-mux\r\n", ""))).contains("rtcp-mux");
        assertThat(refused(sdp -> sdp.replace("a=ice-pwd:", "a=ice-pw:"))).contains("ICE credentials");
        assertThat(refused(sdp -> sdp.replace("a=simulcast:send l;h", "a=simulcast:send l;m;h")))
                .contains("simulcast layer");
        assertThat(refused(sdp -> sdp.replaceAll("m=(audio|video|application) 9", "m=$1 0")))
                .contains("rejects every");
        assertThat(refused(sdp -> replaceLast(sdp, "a=sctp-port:5000", "a=sctp-port:x")))
                .contains("SCTP port");
        assertThat(refused(sdp -> sdp.replaceFirst("m=audio 9", "m=video 9"))).contains("is not audio");
        assertThat(refused(sdp -> sdp.replace("s=-", "s=-\r\na=ice-lite"))).contains("lite");
        assertThat(refused(sdp -> "hello")).contains("v=0");
    }

    @Test
    void tooMuchTextIsRefused() {
        assertThat(refused(sdp -> sdp + "a=x\r\n".repeat(20_000))).contains("64 KiB");
        assertThat(refused(sdp -> sdp + "a=" + "x".repeat(3_000))).contains("2 KiB");
        assertThat(refused(sdp -> sdp + "m=audio 9 x 1\r\n".repeat(200))).contains("128");
    }

    @Test
    void changedAnswersNeverThrow() {
        Random random = new Random(11);
        String valid = answer(OFFER);
        String odd = "\r\n =:;,/0159axm-~\u0000\u20ac";
        int accepted = 0;
        for (int n = 0; n < 600; n++) {
            StringBuilder changed = new StringBuilder(valid);
            for (int i = random.nextInt(4); i >= 0; i--) {
                int at = random.nextInt(changed.length() - 40);
                switch (random.nextInt(3)) {
                    case 0 -> changed.delete(at, at + random.nextInt(40));
                    case 1 -> changed.insert(at, odd.charAt(random.nextInt(odd.length())));
                    default -> changed.setCharAt(at, odd.charAt(random.nextInt(odd.length())));
                }
            }
            accepted += Answer.parse(changed.toString(), OFFER) instanceof Answer ? 1 : 0;
        }
        assertThat(accepted).isBetween(1, 590);
    }

    @Test
    void theOfferIsWrittenAsBrowsersWantIt() {
        String sdp = OFFER.write();
        assertThat(sdp)
                .contains("a=ice-lite\r\n", "a=setup:actpass\r\n", "a=extmap-allow-mixed\r\n")
                .contains("a=ssrc-group:FID 4294967196 200\r\na=ssrc:4294967196 cname:lectern\r\na=ssrc:200 ")
                .contains("a=rid:l recv\r\na=rid:h recv\r\na=simulcast:recv l;h\r\n")
                .contains(" 192.0.2.1 4000 typ host\r\n", " 2001:db8:0:0:0:0:0:1 4000 typ host\r\n")
                .contains("a=rtpmap:111 opus/48000/2\r\n", "a=msid:v7 v7\r\n")
                .doesNotContain("H264");
        int slots = sdp.indexOf("a=mid:a");
        assertThat(sdp.substring(slots)).contains("transport-wide", "rtcp-fb:96 transport-cc");
        assertThat(offer(new Offer.Options(true, true)).write())
                .contains("transport-wide", "H264/90000", "rtcp-fb:96 transport-cc");
    }

    @Test
    void everyNumberMeansOneThingInTheWholeBundle() {
        String sdp = offer(new Offer.Options(true, true)).write();
        for (String kind : List.of("a=rtpmap:", "a=fmtp:", "a=extmap:")) {
            List<String> lines =
                    sdp.lines().filter(line -> line.startsWith(kind)).distinct().toList();
            List<String> numbers =
                    lines.stream().map(line -> line.split(" ", 2)[0]).toList();
            assertThat(numbers).doesNotHaveDuplicates();
        }
    }
}
