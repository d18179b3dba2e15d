package lectern.recorder.codec;

import lectern.recorder.jitter.RtpView;

/**
 * H.264 (RFC 6184 §5): single NAL units, STAP-A and FU-A, as browsers send them in packetization modes 0 and 1. NAL units
 * go into the frame behind their length; parameter sets and delimiters go into the format.
 */
final class AvcDepacketizer implements Depacketizer {
    private static final int IDR = 5;
    private static final int SEQUENCE_SET = 7;
    private static final int PICTURE_SET = 8;
    private static final int ENHANCEMENT = 6;
    private static final int DELIMITER = 9;
    private static final int FILLER = 12;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;

    private final VideoAssembler frame;
    private final ParameterSets sets = new ParameterSets();
    private int fragmented = -1;

    AvcDepacketizer(Allowance allowance, Sink sink) {
        this.frame = new VideoAssembler(allowance, sink);
    }

    @Override
    public void packet(RtpView packet, long arrivalMicros) {
        int length = packet.payloadLength();
        if (length == 0) {
            return;
        }
        if (!frame.openAt(packet.timestamp())) {
            if (frame.open()) {
                end();
            }
            fragmented = -1;
            frame.begin(packet.timestamp(), arrivalMicros);
        }
        if (!payload(packet.buffer(), packet.payloadOffset(), length)) {
            frame.stray(arrivalMicros);
        } else if (packet.marker()) {
            end();
        }
    }

    @Override
    public void lost() {
        fragmented = -1;
        frame.broken();
    }

    @Override
    public long malformed() {
        return frame.malformed();
    }

    /** Browsers send the sequence parameter set first, alone or in a STAP-A. */
    static boolean startsKeyframe(byte[] bytes, int at, int length) {
        int type = bytes[at] & 0x1f;
        return type == SEQUENCE_SET || (type == STAP_A && length > 3 && (bytes[at + 3] & 0x1f) == SEQUENCE_SET);
    }

    private void end() {
        if (frame.buffer().length() == 0 && !frame.buffer().overflown()) {
            frame.abandon();
        } else {
            frame.end(fragmented < 0 ? sets.format() : null);
        }
    }

    private boolean payload(byte[] bytes, int at, int length) {
        int type = bytes[at] & 0x1f;
        if (type == FU_A) {
            return fragment(bytes, at, length);
        }
        if (fragmented >= 0) {
            return false;
        }
        if (type == STAP_A) {
            return aggregate(bytes, at + 1, at + length);
        }
        return type > 0 && type < STAP_A && unit(bytes, at, length);
    }

    private boolean aggregate(byte[] bytes, int from, int end) {
        int at = from;
        while (at + 2 <= end) {
            int size = ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
            at += 2;
            if (size == 0 || at + size > end || !unit(bytes, at, size)) {
                return false;
            }
            at += size;
        }
        return at == end;
    }

    /** FU-A: one byte of indicator, one of header {@code S|E|R|type}, then a piece of the NAL unit. */
    private boolean fragment(byte[] bytes, int at, int length) {
        if (length < 3) {
            return false;
        }
        int header = bytes[at + 1];
        boolean first = (header & 0x80) != 0;
        FrameBuffer buffer = frame.buffer();
        if (first == (fragmented >= 0)) {
            return false;
        }
        if (first) {
            if (!opensOrContinues(header & 0x1f, bytes[at + 2])) {
                return false;
            }
            fragmented = buffer.reserveInt();
            buffer.appendByte((bytes[at] & 0xe0) | (header & 0x1f));
        }
        buffer.append(bytes, at + 2, length - 2);
        if ((header & 0x40) != 0) {
            buffer.setInt(fragmented, buffer.length() - fragmented - 4);
            fragmented = -1;
        }
        return true;
    }

    private boolean unit(byte[] bytes, int at, int length) {
        return switch (bytes[at] & 0x1f) {
            case SEQUENCE_SET -> sets.sequence(bytes, at, length);
            case PICTURE_SET -> sets.picture(bytes, at, length);
            case ENHANCEMENT, DELIMITER, FILLER -> true;
            default -> slice(bytes, at, length);
        };
    }

    private boolean slice(byte[] bytes, int at, int length) {
        if (length < 2 || !opensOrContinues(bytes[at] & 0x1f, bytes[at + 1])) {
            return false;
        }
        FrameBuffer buffer = frame.buffer();
        buffer.setInt(buffer.reserveInt(), length);
        buffer.append(bytes, at, length);
        return true;
    }

    /**
     * A frame's first slice begins with macroblock 0 (H.264 §7.4.3: {@code first_mb_in_slice}, which as ue(v) is then a
     * single 1 bit); after a loss another one may come first.
     */
    private boolean opensOrContinues(int type, byte sliceHeader) {
        if (type == IDR) {
            frame.markKeyframe();
        }
        return frame.buffer().length() > 0 || sliceHeader < 0;
    }
}
