package lectern.classroom;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lectern.account.Role;
import org.jspecify.annotations.Nullable;

/** What a class should be, said again in the simplest way: maps, and a clock of whole seconds. */
final class ClassModel {
    final Map<String, Role> roles = new HashMap<>();
    final Set<String> present = new HashSet<>();
    final Map<String, Long> awaySince = new HashMap<>();
    final Map<String, Integer> room = new HashMap<>();
    final Set<String> muted = new HashSet<>();
    final Set<String> known = new HashSet<>();
    final Set<Integer> open = new HashSet<>();
    int lastRoom;
    boolean muteAll;
    boolean recording;
    boolean live;
    long now;

    @Nullable
    Long roomsEnd;

    @Nullable
    Long roomsClose;

    @Nullable
    Long noHostSince;

    void start(String host, boolean records) {
        present.clear();
        awaySince.clear();
        room.clear();
        muted.clear();
        known.clear();
        open.clear();
        lastRoom = 0;
        muteAll = false;
        recording = records;
        roomsEnd = null;
        roomsClose = null;
        noHostSince = null;
        live = true;
        enter(host);
    }

    void enter(String who) {
        if (!live) {
            return;
        }
        awaySince.remove(who);
        if (!present.add(who)) {
            return;
        }
        int back = room.getOrDefault(who, 0);
        room.put(who, open.contains(back) ? back : 0);
        if (known.add(who) && muteAll && roles.get(who) == Role.STUDENT) {
            muted.add(who);
        }
        hosts();
    }

    void leave(String who) {
        present.remove(who);
        awaySince.remove(who);
        hosts();
    }

    private void hosts() {
        boolean some = present.stream().anyMatch(p -> roles.get(p) == Role.HOST);
        noHostSince = some ? null : noHostSince == null ? (Long) now : noHostSince;
    }

    void lost(String who) {
        if (present.contains(who)) {
            awaySince.putIfAbsent(who, now);
        }
    }

    void close() {
        room.replaceAll((who, where) -> 0);
        open.clear();
        roomsEnd = null;
        roomsClose = null;
    }

    void pass(long seconds) {
        for (long i = 0; i < seconds && live; i++) {
            now++;
            for (String who : Set.copyOf(awaySince.keySet())) {
                if (now - awaySince.getOrDefault(who, now) >= 20) {
                    leave(who);
                }
            }
            if ((roomsEnd != null && now >= roomsEnd) || (roomsClose != null && now >= roomsClose)) {
                close();
            }
            if (noHostSince != null && now - noHostSince >= 15 * 60) {
                live = false;
            }
        }
    }

    /** Whether this student, host or observer may do a thing that only hosts may. */
    boolean host(String who) {
        return live && present.contains(who) && roles.get(who) == Role.HOST;
    }

    boolean hears(String receiver, String sender) {
        return sees(receiver, sender) && !muted.contains(sender);
    }

    boolean sees(String receiver, String sender) {
        return !receiver.equals(sender)
                && present.contains(receiver)
                && present.contains(sender)
                && roles.get(sender) != Role.OBSERVER
                && Objects.equals(room.get(receiver), room.get(sender));
    }

    boolean watches(String receiver, String sender) {
        return sees(receiver, sender) && roles.get(sender) == Role.HOST;
    }

    boolean recorded(String sender) {
        return recording && present.contains(sender) && roles.get(sender) != Role.OBSERVER;
    }
}
