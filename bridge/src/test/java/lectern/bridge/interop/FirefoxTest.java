package lectern.bridge.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Firefox and a Chromium in one conference, media counted both ways. */
class FirefoxTest {
    @Test
    @Timeout(MixedClass.SECONDS + 60)
    void aFirefoxAndAChromiumSeeHearAndWriteToEachOther(@TempDir Path folder) throws Exception {
        String said = Namespace.run(MixedClass.class, folder, MixedClass.SECONDS + 30);
        assertThat(said).contains("teacher-done=", "student-done=").doesNotContain("error=");
        assertThat(said).contains("student-negotiations=0");
        assertThat(said)
                .as("the class wished for H.264 and redundant sound, which Firefox does not take")
                .containsSubsequence("codec H264", "codec VP8");
    }
}
