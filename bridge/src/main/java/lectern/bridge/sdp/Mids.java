package lectern.bridge.sdp;

import java.util.ArrayList;
import java.util.List;
import lectern.bridge.SourceKind;

/** The media identifications of an offer in the order of its lines. */
final class Mids {
    static final String DATA = "data";

    static List<String> of(Offer offer) {
        List<String> mids = new ArrayList<>();
        for (SourceKind kind : SourceKind.values()) {
            mids.add(kind.mid());
        }
        offer.slots().forEach(slot -> mids.add(slot.mid()));
        mids.add(DATA);
        return mids;
    }

    private Mids() {}
}
