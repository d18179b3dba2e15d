package lectern.recorder.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameter sets an H.264 stream sent, and the configuration record they make (ISO/IEC 14496-15 §5.3.3.1). */
final class ParameterSets {
    private static final int MAX_SIZE = 1024;
    private static final int MAX_PICTURE_SETS = 8;

    private byte @Nullable [] sequence;
    private final TreeMap<Integer, byte[]> pictures = new TreeMap<>();
    private MediaFormat.@Nullable Avc format;

    /** Takes a sequence parameter set (type 7); false when it is none. The first one's id is as good as any. */
    boolean sequence(byte[] bytes, int offset, int length) {
        if (length > MAX_SIZE) {
            return false;
        }
        byte[] set = Arrays.copyOfRange(bytes, offset, offset + length);
        if (!Arrays.equals(set, sequence)) {
            if (SequenceParameterSet.parse(set, 0, length).isEmpty()) {
                return false;
            }
            sequence = set;
            pictures.clear();
            format = null;
        }
        return true;
    }

    /** Takes a picture parameter set (type 8), kept by its id; false when it is none or one too many. */
    boolean picture(byte[] bytes, int offset, int length) {
        if (length < 2 || length > MAX_SIZE) {
            return false;
        }
        int id = new BitReader(bytes, offset + 1, offset + length).unsigned();
        byte[] set = Arrays.copyOfRange(bytes, offset, offset + length);
        byte[] known = pictures.get(id);
        if (known == null && pictures.size() == MAX_PICTURE_SETS) {
            return false;
        }
        if (!Arrays.equals(set, known)) {
            pictures.put(id, set);
            format = null;
        }
        return true;
    }

    /** The format of frames from now on; null while a set is missing. */
    MediaFormat.@Nullable Avc format() {
        if (format == null && sequence != null && !pictures.isEmpty()) {
            byte[] set = sequence;
            Optional<SequenceParameterSet> parsed = SequenceParameterSet.parse(set, 0, set.length);
            format = parsed.map(it -> new MediaFormat.Avc(it.codec(), it.width(), it.height(), configuration(set)))
                    .orElse(null);
        }
        return format;
    }

    private ByteBuffer configuration(byte[] set) {
        int size = 7 + 2 + set.length;
        for (byte[] picture : pictures.values()) {
            size += 2 + picture.length;
        }
        boolean high = set[1] == 100 || set[1] == 110 || set[1] == 122 || set[1] == (byte) 144;
        ByteBuffer record = ByteBuffer.allocate(size + (high ? 4 : 0));
        record.put((byte) 1).put(set[1]).put(set[2]).put(set[3]);
        record.put((byte) 0xff).put((byte) 0xe1);
        record.putShort((short) set.length).put(set);
        record.put((byte) pictures.size());
        for (byte[] picture : pictures.values()) {
            record.putShort((short) picture.length).put(picture);
        }
        if (high) {
            record.put((byte) 0xfd).put((byte) 0xf8).put((byte) 0xf8).put((byte) 0);
        }
        return record.flip().asReadOnlyBuffer();
    }
}
