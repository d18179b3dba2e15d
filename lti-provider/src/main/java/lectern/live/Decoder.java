package lectern.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import lectern.classroom.Address;
import lectern.classroom.ClassCommand;
import lectern.classroom.Command;
import lectern.classroom.Media;
import lectern.classroom.ModeCommand;
import lectern.classroom.PersonCommand;
import lectern.classroom.RoomCommand;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** From a text to a message of {@code docs/protocol.md}, or to what is wrong with it; never throws. */
final class Decoder {
    static final int MAX_BYTES = 16 * 1024;
    static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final int MAX_TOKEN = 128;
    private static final int MAX_ROOM_PEOPLE = 500;

    private static final Map<String, Function<Fields, Incoming>> TYPES = Map.ofEntries(
            Map.entry("hello", Decoder::hello),
            Map.entry("answer", f -> new Incoming.Answer(f.raw("sdp", MAX_ANSWER_BYTES))),
            Map.entry("restart", f -> new Incoming.Restart()),
            Map.entry("rejoin", f -> new Incoming.Rejoin()),
            Map.entry("resync", f -> new Incoming.Resync()),
            Map.entry("view", Decoder::view),
            command("device", f -> new PersonCommand.Device(f.flag("mic"), f.flag("camera"), f.flag("screen"))),
            command("hand", f -> new PersonCommand.Hand(f.flag("up"))),
            command("chat", f -> new PersonCommand.Chat(f.text("text", 1, PersonCommand.Chat.MAX_LENGTH))),
            command("lowerHand", f -> new PersonCommand.LowerHand(f.person("person"))),
            command("mute", f -> new PersonCommand.Mute(f.person("person"), f.flag("on"))),
            command("muteAll", f -> new PersonCommand.MuteAll(f.flag("on"))),
            command("openRooms", Decoder::openRooms),
            command("move", f -> new RoomCommand.Move(f.person("person"), f.number("room", 0, Integer.MAX_VALUE))),
            command("visit", f -> new RoomCommand.Visit(f.number("room", 0, Integer.MAX_VALUE))),
            command("announce", f -> new RoomCommand.Announce(f.text("text", 1, PersonCommand.Chat.MAX_LENGTH))),
            command("peek", f -> new ModeCommand.Peek(f.optionalNumber("room", 0, Integer.MAX_VALUE))),
            command("talk", f -> new ModeCommand.Talk(address(f))),
            command("rules", f -> new ModeCommand.SetRules(f.flag("seeHostsOnly"), f.flag("hearHostsOnly"))),
            command("hide", f -> new ModeCommand.Hide(f.flag("on"))),
            command("roomsTimer", f -> new RoomCommand.Timer(minutes(f))),
            command("closeRooms", f -> new RoomCommand.Close(f.number("notice", 0, RoomCommand.Close.MAX_NOTICE))),
            command("record", f -> new ClassCommand.SetRecording(f.flag("on"))),
            command("end", f -> new ClassCommand.End()),
            command("leave", f -> new ClassCommand.Leave()));

    private Decoder() {}

    /**
     * A decoded message, or a problem.
     *
     * @param id the client's number for the answer, null when it wants none
     * @param message null when there is a problem
     * @param problem a sentence for the client's developer
     */
    record Decoded(
            @Nullable Long id,
            @Nullable Incoming message,
            @Nullable String problem) {}

    static Decoded decode(String text) {
        int bytes = text.length() > MAX_ANSWER_BYTES ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_ANSWER_BYTES) {
            return bad(null, "The message is too long.");
        }
        JsonNode node;
        try {
            node = Json.shared().readTree(text);
        } catch (JsonProcessingException e) {
            return bad(null, "The message is not JSON.");
        }
        if (!(node instanceof ObjectNode object)) {
            return bad(null, "The message is not a JSON object.");
        }
        JsonNode idNode = object.path("id");
        Long id = idNode.isIntegralNumber() && idNode.canConvertToLong() ? (Long) idNode.longValue() : null;
        if (id == null && !idNode.isMissingNode()) {
            return bad(null, "\"id\" must be a whole number.");
        }
        String type = object.path("type").asText("");
        Function<Fields, Incoming> decoder = TYPES.get(type);
        if (decoder == null) {
            return bad(id, "The message has no known type.");
        }
        if (bytes > MAX_BYTES && !type.equals("answer")) {
            return bad(id, "The message is too long.");
        }
        Fields fields = new Fields(object);
        Incoming message = decoder.apply(fields);
        return fields.problem() == null ? new Decoded(id, message, null) : bad(id, fields.problem());
    }

    private static Decoded bad(@Nullable Long id, @Nullable String problem) {
        return new Decoded(id, null, problem);
    }

    private static Map.Entry<String, Function<Fields, Incoming>> command(String type, Function<Fields, Command> read) {
        return Map.entry(type, fields -> new Incoming.Wish(read.apply(fields)));
    }

    private static Incoming hello(Fields f) {
        f.number("v", 1, 1);
        return new Incoming.Hello(
                f.raw("token", MAX_TOKEN),
                f.number("tiles", 1, Incoming.Hello.MAX_TILES),
                f.optionalFlag("resume"),
                f.optionalFlag("early"));
    }

    private static Incoming view(Fields f) {
        return new Incoming.View(f.objects(
                "tiles",
                0,
                Media.Tile.MAX,
                tile -> new Media.Tile(
                        tile.person("person"),
                        tile.isFirstOf("kind", "screen", "camera"),
                        tile.number("height", 0, Media.Tile.MAX_HEIGHT))));
    }

    private static Command openRooms(Fields f) {
        return new RoomCommand.Open(
                f.objects(
                        "rooms",
                        1,
                        RoomCommand.Open.MAX_ROOMS,
                        room -> new RoomCommand.Open.Plan(
                                room.text("name", 1, RoomCommand.Open.Plan.MAX_NAME),
                                room.persons("people", MAX_ROOM_PEOPLE),
                                group(room))),
                minutes(f));
    }

    private static @Nullable Long group(Fields room) {
        Integer group = room.optionalNumber("group", 1, Integer.MAX_VALUE);
        return group == null ? null : (Long) group.longValue();
    }

    private static @Nullable Address address(Fields f) {
        return switch (f.oneOf("to", List.of("here", "room", "person", "rooms"))) {
            case "room" -> Address.room(f.number("room", 0, Integer.MAX_VALUE));
            case "person" -> Address.person(f.person("person"));
            case "rooms" -> Address.ROOMS;
            default -> null;
        };
    }

    private static @Nullable Integer minutes(Fields f) {
        return f.optionalNumber("minutes", 1, RoomCommand.Open.MAX_MINUTES);
    }
}
