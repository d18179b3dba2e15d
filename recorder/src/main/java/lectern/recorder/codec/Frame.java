package lectern.recorder.codec;

/**
 * One encoded frame, as it goes into a file.
 *
 * @param format in force for this frame
 * @param timestamp RTP time, unsigned 32 bits
 * @param arrivalMicros class time at which its first packet arrived
 * @param keyframe decodable without those before; always for audio
 * @param data valid while the frame is handed over only
 * @param length bytes of {@code data}
 * @param duration in RTP ticks; 0 when only the next frame tells, as for video
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never kept or compared
public record Frame(
        MediaFormat format,
        int timestamp,
        long arrivalMicros,
        boolean keyframe,
        byte[] data,
        int length,
        int duration) {}
