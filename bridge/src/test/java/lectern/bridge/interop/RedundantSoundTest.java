package lectern.bridge.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.VideoCodec;
import lectern.bridge.conference.EmbeddedBridge;
import lectern.bridge.sdp.PayloadType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a listener in Chromium has to make up when every tenth packet of sound is lost, with redundancy and without. */
class RedundantSoundTest {
    private static final double LOSS = 0.1;

    @Test
    @Timeout(240)
    void redundancyBridgesWhatIsLost(@TempDir Path folder) throws Exception {
        Map<String, String> plain = listen(folder.resolve("plain"), false);
        Map<String, String> red = listen(folder.resolve("red"), true);

        assertThat(number(plain, "sends")).isEqualTo(PayloadType.OPUS);
        assertThat(number(red, "sends")).isEqualTo(PayloadType.RED);
        assertThat(number(plain, "lost")).isGreaterThan(10);
        assertThat(number(red, "lost")).isGreaterThan(10);
        double without = number(plain, "concealed") / number(plain, "samples");
        double with = number(red, "concealed") / number(red, "samples");
        System.out.println("concealed of the sound: without redundancy " + without + ", with " + with);
        assertThat(with).isLessThan(without / 2);
    }

    private static double number(Map<String, String> results, String name) {
        return Double.parseDouble(results.getOrDefault(name, "NaN"));
    }

    private static Map<String, String> listen(Path profile, boolean red) throws Exception {
        try (Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback());
                PageServer pages = new PageServer("lossy.html")) {
            Conference conference = bridge.open("class", new ConferenceSettings(VideoCodec.VP8, red), pages);
            pages.start(conference);
            try (LossyRelay relay = new LossyRelay(port(conference), LOSS)) {
                Process browser = Browsers.chromium(profile, pages.url() + "?" + relay.port());
                try {
                    assertThat(pages.awaitDone(Set.of("done"), 90))
                            .as("%s %s", pages.results, pages.log)
                            .isTrue();
                } finally {
                    Browsers.end(browser);
                }
            }
            assertThat(pages.results).doesNotContainKey("error");
            return Map.copyOf(pages.results);
        }
    }

    /** As an offer names it. */
    private static int port(Conference conference) throws Exception {
        String offer = conference.join("probe", new Conference.Slots(1, 1)).get();
        conference.leave("probe");
        Matcher candidate = Pattern.compile("a=candidate:.* (\\d+) typ host").matcher(offer);
        assertThat(candidate.find()).isTrue();
        return Integer.parseInt(candidate.group(1));
    }
}
