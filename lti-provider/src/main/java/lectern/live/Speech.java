package lectern.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import lectern.bridge.ice.TurnServers;
import lectern.classroom.ClassState;
import lectern.classroom.Classroom.Held;
import lectern.classroom.Media;
import lectern.classroom.Participant;
import lectern.classroom.Rules;
import lectern.classroom.Session;
import lectern.policy.Policy;
import lectern.schedule.ClassTimes;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** Writes the server's messages. */
final class Speech {
    private Speech() {}

    private static ObjectNode message(String type) {
        return Json.shared().createObjectNode().put("type", type);
    }

    /**
     * The class has not started.
     *
     * @param planned when it is to start; null when nobody said so
     * @param people how many wait, for staff who may start it; null for everybody else
     */
    static Outgoing waiting(@Nullable ClassTimes planned, @Nullable Integer people) {
        ObjectNode message = message("waiting");
        if (planned != null) {
            message.put("startsAt", planned.starts().toString());
            message.put("endsAt", planned.ends().toString());
        }
        if (people != null) {
            message.put("people", people);
        }
        return Outgoing.heavy(message);
    }

    static Outgoing state(Held held, Participant me, @Nullable String problem) {
        Session session = held.session();
        ClassState state = held.state();
        ObjectNode message = message("state").put("me", me.id());
        message.putPOJO("class", new Views.TitleView(session.setup().classTitle()));
        message.putPOJO("course", new Views.TitleView(session.setup().courseTitle()));
        message.putPOJO("startedAt", session.clock().startedAt());
        message.putPOJO("now", session.clock().instant(session.clock().micros()));
        message.putPOJO("people", state.present().stream().map(Views::person).toList());
        message.putPOJO("hands", state.hands());
        message.putPOJO("rooms", Views.rooms(state, session.clock()));
        message.putPOJO(
                "chat",
                Views.readable(state, me).stream()
                        .map(line -> Views.chat(state, session.clock(), line))
                        .toList());
        message.putPOJO("recording", Views.recording(session, state, problem));
        message.put("muteAll", state.muteAll());
        message.putPOJO("rules", state.rules());
        message.putPOJO("talks", Modes.talks(held, me.id()).values());
        message.put("peek", me.peek());
        Policy policy = session.setup().policy();
        message.putObject("allowed").put("chat", policy.chat()).put("record", policy.recording());
        if (policy.longest() != null) {
            message.putPOJO("endsAt", session.clock().startedAt().plus(policy.longest()));
        }
        return Outgoing.heavy(message);
    }

    static Outgoing offer(String sdp, boolean fresh, List<TurnServers.Credential> ice) {
        ObjectNode message = message("offer").put("sdp", sdp).put("fresh", fresh);
        message.putPOJO("ice", ice);
        return Outgoing.heavy(message);
    }

    static Outgoing codec(String video) {
        return Outgoing.heavy(message("codec").put("video", video));
    }

    static Outgoing person(Participant p) {
        ObjectNode message = message("person");
        message.putPOJO("person", Views.person(p));
        return Outgoing.light(message);
    }

    static Outgoing left(String person) {
        return Outgoing.heavy(message("left").put("person", person));
    }

    static Outgoing slots(long revision, List<Media.Slot> slots) {
        ObjectNode message = message("slots").put("revision", revision);
        var array = message.putArray("slots");
        for (Media.Slot slot : slots) {
            ObjectNode one = array.addObject().put("mid", slot.mid());
            if (!slot.person().isEmpty()) {
                one.put("person", slot.person()).put("kind", slot.kind());
            }
            if (slot.paused()) {
                one.put("paused", true);
            }
        }
        return Outgoing.light(message);
    }

    static Outgoing watched(Media.Watched watched) {
        return Outgoing.light(message("watched")
                .put("low", watched.low())
                .put("high", watched.high())
                .put("screen", watched.screen()));
    }

    static Outgoing speaking(String person, boolean on) {
        return Outgoing.light(message("speaking").put("person", person).put("on", on));
    }

    static Outgoing limited(String kind, String limit) {
        return Outgoing.heavy(message("limited").put("kind", kind).put("limit", limit));
    }

    static Outgoing quality(String person, Media.Quality quality) {
        return Outgoing.light(message("quality").put("person", person).put("level", quality.word()));
    }

    static Outgoing hands(List<String> queue) {
        ObjectNode message = message("hands");
        message.putPOJO("queue", queue);
        return Outgoing.light(message);
    }

    static Outgoing rooms(Session session, ClassState state) {
        ObjectNode message = message("rooms");
        message.putPOJO("rooms", Views.rooms(state, session.clock()));
        return Outgoing.light(message);
    }

    static Outgoing moved(ClassState state, int room, @Nullable String by) {
        return Outgoing.light(message("moved")
                .put("room", room)
                .put("name", Views.roomName(state, room))
                .put("by", by));
    }

    static Outgoing chat(Session session, ClassState state, ClassState.ChatLine line) {
        ObjectNode message = message("chat");
        message.putPOJO("chat", Views.chat(state, session.clock(), line));
        return Outgoing.heavy(message);
    }

    static Outgoing announcement(String person, String text) {
        return Outgoing.heavy(message("announcement").put("person", person).put("text", text));
    }

    static Outgoing recording(Session session, ClassState state, @Nullable String problem) {
        ObjectNode message = message("recording");
        message.putPOJO("recording", Views.recording(session, state, problem));
        return Outgoing.heavy(message);
    }

    static Outgoing muteAll(boolean on) {
        return Outgoing.heavy(message("muteAll").put("on", on));
    }

    static Outgoing rules(Rules rules) {
        ObjectNode message = message("rules");
        message.putPOJO("rules", rules);
        return Outgoing.light(message);
    }

    static Outgoing talk(Views.TalkView talk) {
        ObjectNode message = message("talk");
        message.putPOJO("talk", talk);
        return Outgoing.light(message);
    }

    static Outgoing talkOver(String person) {
        return Outgoing.light(message("talkOver").put("person", person));
    }

    static Outgoing peek(@Nullable Integer room) {
        return Outgoing.light(message("peek").put("room", room));
    }

    static Outgoing ended(@Nullable String by) {
        return Outgoing.heavy(message("ended").put("by", by));
    }

    /** Answers carry no number: they are not part of the ordered stream. */
    static String ok(long id) {
        return Json.write(message("ok").put("id", id));
    }

    static String error(@Nullable Long id, String code, String sentence) {
        ObjectNode message = message("error").put("code", code).put("message", sentence);
        if (id != null) {
            message.put("id", id);
        }
        return Json.write(message);
    }
}
