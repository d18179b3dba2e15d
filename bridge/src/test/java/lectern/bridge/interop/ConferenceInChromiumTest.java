package lectern.bridge.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.SourceKind;
import lectern.bridge.conference.EmbeddedBridge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three people with real Chromium connections in one conference. */
class ConferenceInChromiumTest {
    @Test
    @Timeout(300)
    void threePeopleSeeAndHearWhomTheTableNames(@TempDir Path profile) throws Exception {
        try (Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback());
                PageServer pages = new PageServer("conference.html")) {
            Conference conference = bridge.open("class", pages);
            pages.start(conference);
            Process browser = Browsers.chromium(profile, pages.url());
            try {
                assertThat(pages.awaitDone(Set.of("done"), 280))
                        .as("%s %s %s", pages.results, pages.log, pages.slots)
                        .isTrue();
            } finally {
                Browsers.end(browser);
            }
            assertThat(pages.results).as("%s %s", pages.log, pages.slots).doesNotContainKey("error");
            assertThat(pages.results.get("negotiations")).isEqualTo("0");
            assertThat(pages.tracks)
                    .anyMatch(
                            track -> "h".equals(track.layer()) && track.codec().equals("VP8"));
            assertThat(pages.tracks).anyMatch(track -> "l".equals(track.layer()));
            assertThat(pages.tracks).anyMatch(track -> track.kind() == SourceKind.MIC);
            assertThat(conference.stats().get().forwarded()).isGreaterThan(1000);
        }
    }
}
