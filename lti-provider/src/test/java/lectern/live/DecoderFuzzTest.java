package lectern.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;

/** Messages of the WebSocket and the data channel. */
class DecoderFuzzTest extends FuzzTarget {
    @Override
    protected List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        DecoderTest.GOOD.keySet().stream()
                .sorted()
                .forEach(text -> seeds.add(DecoderTest.json(text).getBytes(UTF_8)));
        DecoderTest.BAD.forEach(text -> seeds.add(DecoderTest.json(text).getBytes(UTF_8)));
        return seeds;
    }

    /** What Jackson takes for a tree. */
    @Override
    protected long allocation(int inputLength) {
        return 256 * 1024 + 512L * inputLength;
    }

    @Override
    protected void execute(byte[] input) {
        Decoder.Decoded decoded = Decoder.decode(new String(input, UTF_8));
        String problem = decoded.problem();
        Promise.that((decoded.message() == null) == (problem != null), "neither or both of message and problem");
        if (problem != null) {
            Promise.that(!problem.isBlank() && problem.length() < 200, "a problem that repeats what was sent");
        }
        if (decoded.message() instanceof Incoming.View view) {
            Promise.that(view.tiles().size() <= lectern.classroom.Media.Tile.MAX, "more tiles than there may be");
        }
    }
}
