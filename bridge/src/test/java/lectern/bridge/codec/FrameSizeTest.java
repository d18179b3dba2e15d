package lectern.bridge.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The parameter sets are x264's (FFmpeg 5.1: {@code -c:v libx264 -profile:v …}), without their start codes. */
class FrameSizeTest {
    private static final Map<String, String> SETS = Map.of(
            "6742c016d900a02ff970110000030001000003000a0f162e48", "640x360",
            "67640028acd940780227e5c044000003000400000300283c60c658", "1920x1080",
            "67640028acd94078044fde022000000300200000030143e2c5b2c0", "1920x1080",
            "674d4016eca0b828f2f808800000030080000005078b16cb", "360x640",
            "674d4016eca0b851e5f0110000030001000003000a1f142996", "360x640",
            "67640033acd9401000121b0110000003001000000300a0f1831960", "4096x2304",
            "67f40016919b281405ff1380880000030008000003005078b16cb0", "640x360");

    private static String text(int size) {
        return FrameSize.width(size) + "x" + FrameSize.height(size);
    }

    @Test
    void theSizeStandsInAParameterSet() {
        SETS.forEach((hex, size) -> {
            byte[] unit = HexFormat.of().parseHex(hex);
            assertThat(text(FrameSize.h264(unit, 0, unit.length))).as(hex).isEqualTo(size);
        });
    }

    @Test
    void theParameterSetIsFoundAmongAggregatedUnits() {
        SETS.forEach((hex, size) -> {
            byte[] packet = HexFormat.of()
                    .parseHex("FF" + "18" + "0002" + "0910" + "00%02x".formatted(hex.length() / 2) + hex + "0002"
                            + "68ce");
            assertThat(text(FrameSize.h264(packet, 1, packet.length - 1))).isEqualTo(size);
        });
    }

    @Test
    void aVp8KeyframeNamesItsSize() {
        byte[] header = HexFormat.of().parseHex("00" + "100200" + "9d012a" + "8042" + "6801" + "00");
        assertThat(text(FrameSize.vp8(header, 1, 10))).isEqualTo("640x360");
        assertThat(FrameSize.vp8(header, 1, 9)).isEqualTo(FrameSize.NONE);
        header[4] = 0;
        assertThat(FrameSize.vp8(header, 1, 10)).isEqualTo(FrameSize.NONE);
    }

    @Test
    void brokenSetsAreNoSizeAndNoException() {
        Random random = new Random(1);
        for (String hex : SETS.keySet()) {
            byte[] unit = HexFormat.of().parseHex(hex);
            for (int i = 0; i < 5_000; i++) {
                byte[] broken = unit.clone();
                broken[1 + random.nextInt(broken.length - 1)] ^= (byte) (1 + random.nextInt(255));
                int size = FrameSize.h264(broken, 0, 1 + random.nextInt(broken.length));
                assertThat(FrameSize.width(size)).isBetween(0, 16_384);
            }
            byte[] cut = java.util.Arrays.copyOf(unit, 6);
            assertThat(FrameSize.h264(cut, 0, 6)).isEqualTo(FrameSize.NONE);
        }
    }
}
