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
    final Set<String> hidden = new HashSet<>();
    final Set<String> mics = new HashSet<>();
    final Map<String, Integer> peek = new HashMap<>();

    /** Where a voice goes: {@code room 3}, {@code person s1}, {@code rooms} or {@code nobody}; absent for here. */
    final Map<String, String> voice = new HashMap<>();

    final Map<String, Long> voiceEnd = new HashMap<>();
    boolean seeHosts;
    boolean hearHosts;
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
        hidden.clear();
        mics.clear();
        peek.clear();
        voice.clear();
        voiceEnd.clear();
        seeHosts = false;
        hearHosts = false;
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
        if (present.remove(who)) {
            mics.remove(who);
            elsewhereIsOver(who);
            Set.copyOf(voice.keySet()).forEach(talker -> {
                if (("person " + who).equals(voice.get(talker))) {
                    voiceEnds(talker);
                }
            });
        }
        awaySince.remove(who);
        hosts();
    }

    private void hosts() {
        boolean some = present.stream().anyMatch(p -> roles.get(p) == Role.HOST);
        noHostSince = some ? null : noHostSince == null ? (Long) now : noHostSince;
    }

    void lost(String who) {
        if (present.contains(who)) {
            if (awaySince.putIfAbsent(who, now) == null) {
                elsewhereIsOver(who);
            }
        }
    }

    void close() {
        room.replaceAll((who, where) -> 0);
        known.forEach(this::elsewhereIsOver);
        open.clear();
        roomsEnd = null;
        roomsClose = null;
    }

    void move(String who, int to) {
        if (!Objects.equals(room.put(who, to), to)) {
            elsewhereIsOver(who);
        }
    }

    private void elsewhereIsOver(String who) {
        peek.remove(who);
        voiceEnds(who);
    }

    /** A word to everybody ends in the room one is in; what was private, with the microphone on, in silence. */
    private void voiceEnds(String who) {
        voiceEnd.remove(who);
        if (voice.containsKey(who) && !"rooms".equals(voice.get(who)) && mics.contains(who)) {
            voice.put(who, "nobody");
        } else {
            voice.remove(who);
        }
    }

    void pass(long seconds) {
        for (long i = 0; i < seconds && live; i++) {
            now++;
            for (String who : Set.copyOf(awaySince.keySet())) {
                if (now - awaySince.getOrDefault(who, now) >= 20) {
                    leave(who);
                }
            }
            for (String who : Set.copyOf(voiceEnd.keySet())) {
                if (now >= voiceEnd.getOrDefault(who, now)) {
                    voiceEnds(who);
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

    private boolean isHost(String who) {
        return roles.get(who) == Role.HOST;
    }

    private boolean sendsTo(String receiver, String sender) {
        return !receiver.equals(sender)
                && present.contains(receiver)
                && present.contains(sender)
                && roles.get(sender) != Role.OBSERVER;
    }

    private Integer looksAt(String who) {
        return peek.getOrDefault(who, room.getOrDefault(who, 0));
    }

    boolean hears(String receiver, String sender) {
        if (!sendsTo(receiver, sender) || muted.contains(sender)) {
            return false;
        }
        String where = voice.get(sender);
        if (where == null) {
            boolean among = isHost(receiver) || isHost(sender) || !hearHosts;
            return among && looksAt(receiver).equals(room.get(sender));
        }
        return where.equals("rooms") || where.equals("person " + receiver) || where.equals("room " + looksAt(receiver));
    }

    boolean sees(String receiver, String sender) {
        boolean among = isHost(receiver) || isHost(sender) || !(seeHosts || hidden.contains(sender));
        return sendsTo(receiver, sender) && among && looksAt(receiver).equals(room.get(sender));
    }

    boolean watches(String receiver, String sender) {
        return sendsTo(receiver, sender) && isHost(sender) && looksAt(receiver).equals(room.get(sender));
    }

    private boolean sendsRecorded(String sender) {
        return recording && present.contains(sender) && roles.get(sender) != Role.OBSERVER;
    }

    boolean recordsSound(String sender) {
        String where = voice.getOrDefault(sender, "rooms");
        return sendsRecorded(sender)
                && !muted.contains(sender)
                && (isHost(sender) || !hearHosts)
                && (where.equals("rooms") || where.startsWith("room "));
    }

    boolean recordsPicture(String sender) {
        return sendsRecorded(sender) && (isHost(sender) || !(seeHosts || hidden.contains(sender)));
    }

    boolean recordsScreen(String sender) {
        return sendsRecorded(sender) && isHost(sender);
    }
}
