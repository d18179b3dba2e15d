package lectern.recorder.codec;

import java.nio.ByteBuffer;

/** What a decoder must know before the first frame; two equal formats may share a file. */
public sealed interface MediaFormat {
    /** WebCodecs codec string. */
    String codec();

    /** Ticks in a second: the RTP clock rate. */
    int timescale();

    /** Pixels, 0 for audio. */
    int width();

    /** Pixels, 0 for audio. */
    int height();

    default boolean video() {
        return width() > 0;
    }

    /** VP8; the size is the last keyframe's. */
    record Vp8(int width, int height) implements MediaFormat {
        @Override
        public String codec() {
            return "vp8";
        }

        @Override
        public int timescale() {
            return 90_000;
        }
    }

    /**
     * H.264.
     *
     * @param codec {@code avc1.} and profile, constraints and level in hex (RFC 6381 §3.3)
     * @param configuration AVCDecoderConfigurationRecord (ISO/IEC 14496-15 §5.3.3.1), read-only
     */
    record Avc(String codec, int width, int height, ByteBuffer configuration) implements MediaFormat {
        @Override
        public int timescale() {
            return 90_000;
        }
    }

    /** Opus, always described as stereo: a mono packet decodes to two equal channels, and a sender may change. */
    record Opus() implements MediaFormat {
        public static final int CHANNELS = 2;

        @Override
        public String codec() {
            return "opus";
        }

        @Override
        public int timescale() {
            return 48_000;
        }

        @Override
        public int width() {
            return 0;
        }

        @Override
        public int height() {
            return 0;
        }
    }
}
