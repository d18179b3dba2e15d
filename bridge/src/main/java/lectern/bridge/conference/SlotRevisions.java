package lectern.bridge.conference;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Numbers an endpoint's slot maps, over its leaving and coming back. */
final class SlotRevisions {
    /** Of those who left, names are remembered up to here. */
    private static final int MOST = 5000;

    private final Map<String, Long> last = new HashMap<>();

    /** The next number of an endpoint's maps; those who are present are never forgotten. */
    long next(String endpoint, Set<String> present) {
        if (last.size() > MOST) {
            last.keySet().retainAll(present);
        }
        return last.merge(endpoint, 1L, Long::sum);
    }
}
