package lectern.bridge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeakerDetectorTest {
    private static final long PACKET = 20_000_000;

    private final SpeakerDetector detector = new SpeakerDetector();
    private long now;

    @Test
    void speechBeginsAfterAFewPacketsAndEndsAfterTheHangOver() {
        talk(70, 50);
        assertThat(detector.speaking()).isFalse();
        talk(30, 5);
        assertThat(detector.speaking()).isTrue();
        talk(70, 20);
        assertThat(detector.speaking()).as("a pause between words").isTrue();
        talk(70, 40);
        assertThat(detector.speaking()).isFalse();
    }

    @Test
    void oneClickIsNoSpeech() {
        talk(75, 100);
        talk(20, 1);
        talk(75, 10);
        assertThat(detector.speaking()).isFalse();
    }

    @Test
    void aSteadyNoiseIsLearntAsTheRoom() {
        talk(127, 50);
        talk(50, 500);
        assertThat(detector.speaking()).isFalse();
        talk(36, 5);
        assertThat(detector.speaking()).isTrue();
    }

    @Test
    void aMicrophoneThatStopsSendingStopsSpeaking() {
        talk(20, 10);
        assertThat(detector.speaking()).isTrue();
        assertThat(detector.tick(now + 5 * PACKET)).isFalse();
        assertThat(detector.tick(now + 50 * PACKET)).isTrue();
        assertThat(detector.speaking()).isFalse();
    }

    @Test
    void itChangesAtMostFourTimesASecond() {
        Random random = new Random(1);
        int changes = 0;
        for (int i = 0; i < 50 * 60; i++) {
            now += PACKET;
            changes += detector.level(random.nextInt(128), now) ? 1 : 0;
        }
        assertThat(changes).isLessThanOrEqualTo(4 * 60);
    }

    private void talk(int level, int packets) {
        for (int i = 0; i < packets; i++) {
            now += PACKET;
            detector.level(level, now);
        }
    }
}
