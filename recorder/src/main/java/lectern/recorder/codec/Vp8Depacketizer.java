package lectern.recorder.codec;

import lectern.recorder.jitter.RtpView;
import org.jspecify.annotations.Nullable;

/**
 * VP8 (RFC 7741 §4). The payload descriptor:
 *
 * <pre>
 *   0 1 2 3 4 5 6 7
 *  +-+-+-+-+-+-+-+-+
 *  |X|R|N|S|R| PID |  S: start of a partition
 *  +-+-+-+-+-+-+-+-+
 *  |I|L|T|K| RSV   |  if X
 *  |M| PictureID   |  if I; a second byte if M
 *  |   TL0PICIDX   |  if L
 *  |TID|Y| KEYIDX  |  if T or K
 *  +-+-+-+-+-+-+-+-+
 * </pre>
 */
final class Vp8Depacketizer implements Depacketizer {
    private final VideoAssembler frame;
    private MediaFormat.@Nullable Vp8 format;

    Vp8Depacketizer(Allowance allowance, Sink sink) {
        this.frame = new VideoAssembler(allowance, sink);
    }

    @Override
    public void packet(RtpView packet, long arrivalMicros) {
        int length = packet.payloadLength();
        if (length == 0) {
            return;
        }
        byte[] bytes = packet.buffer();
        int at = packet.payloadOffset();
        int descriptor = descriptorLength(bytes, at, length);
        if (descriptor < 0 || descriptor == length) {
            frame.nonsense(arrivalMicros);
            return;
        }
        boolean startsFrame = (bytes[at] & 0x17) == 0x10;
        if (startsFrame && !frame.openAt(packet.timestamp())) {
            if (frame.open()) {
                frame.end(format);
            }
            frame.begin(packet.timestamp(), arrivalMicros);
            readHeader(bytes, at + descriptor, length - descriptor);
        } else if (!frame.openAt(packet.timestamp())) {
            frame.stray(arrivalMicros);
            return;
        }
        frame.buffer().append(bytes, at + descriptor, length - descriptor);
        if (packet.marker()) {
            frame.end(format);
        }
    }

    @Override
    public void lost() {
        frame.broken();
    }

    @Override
    public long malformed() {
        return frame.malformed();
    }

    /** The frame header (RFC 6386 §9.1): a keyframe says its size. */
    private void readHeader(byte[] bytes, int at, int length) {
        if ((bytes[at] & 1) != 0) {
            return;
        }
        frame.markKeyframe();
        boolean sized = length >= 10 && bytes[at + 3] == (byte) 0x9d && bytes[at + 4] == 1 && bytes[at + 5] == 0x2a;
        int width = sized ? (bytes[at + 6] & 0xff) | ((bytes[at + 7] & 0x3f) << 8) : 0;
        int height = sized ? (bytes[at + 8] & 0xff) | ((bytes[at + 9] & 0x3f) << 8) : 0;
        format = width > 0 && height > 0 ? new MediaFormat.Vp8(width, height) : null;
    }

    static boolean startsKeyframe(byte[] bytes, int at, int length) {
        int descriptor = descriptorLength(bytes, at, length);
        return descriptor > 0 && descriptor < length && (bytes[at] & 0x17) == 0x10 && (bytes[at + descriptor] & 1) == 0;
    }

    private static int descriptorLength(byte[] bytes, int at, int length) {
        if ((bytes[at] & 0x80) == 0) {
            return 1;
        }
        if (length < 2) {
            return -1;
        }
        int extensions = bytes[at + 1];
        int size = 2;
        if ((extensions & 0x80) != 0) {
            if (length < 3) {
                return -1;
            }
            size += (bytes[at + 2] & 0x80) != 0 ? 2 : 1;
        }
        if ((extensions & 0x40) != 0) {
            size++;
        }
        if ((extensions & 0x30) != 0) {
            size++;
        }
        return size <= length ? size : -1;
    }
}
