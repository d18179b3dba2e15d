package lectern.classroom;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Events as they are stored: a type word and a JSON payload. */
public final class EventJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Map<String, Class<? extends Event>> TYPES = Map.ofEntries(
            Map.entry("started", Event.Started.class),
            Map.entry("joined", Event.Joined.class),
            Map.entry("away", Event.Away.class),
            Map.entry("back", Event.Back.class),
            Map.entry("left", Event.Left.class),
            Map.entry("moved", Event.Moved.class),
            Map.entry("rooms", Event.RoomsOpened.class),
            Map.entry("groupRooms", Event.GroupRooms.class),
            Map.entry("roomsTimer", Event.RoomsTimer.class),
            Map.entry("roomsClosing", Event.RoomsClosing.class),
            Map.entry("roomsClosed", Event.RoomsClosed.class),
            Map.entry("hand", Event.Hand.class),
            Map.entry("chat", Event.Chat.class),
            Map.entry("device", Event.Device.class),
            Map.entry("muted", Event.Muted.class),
            Map.entry("muteAll", Event.MutedAll.class),
            Map.entry("speaking", Event.Speaking.class),
            Map.entry("recording", Event.Recording.class),
            Map.entry("announcement", Event.Announcement.class),
            Map.entry("peek", Event.Peek.class),
            Map.entry("talk", Event.Talk.class),
            Map.entry("rules", Event.RulesSet.class),
            Map.entry("hidden", Event.Hidden.class),
            Map.entry("ended", Event.Ended.class));

    private static final Map<Class<? extends Event>, String> WORDS =
            TYPES.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));

    private EventJson() {}

    /** The word in the store's {@code type} column. */
    public static String type(Event event) {
        String word = WORDS.get(event.getClass());
        if (word == null) {
            throw new IllegalArgumentException("no word for " + event.getClass());
        }
        return word;
    }

    public static String payload(Event event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The event of a stored row; empty for a type or payload that this version does not know. */
    public static Optional<Event> read(String type, String payload) {
        Function<Class<? extends Event>, Optional<Event>> parse = shape -> {
            try {
                return Optional.ofNullable(JSON.readValue(payload, shape));
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        };
        return Optional.<Class<? extends Event>>ofNullable(TYPES.get(type)).flatMap(parse);
    }
}
