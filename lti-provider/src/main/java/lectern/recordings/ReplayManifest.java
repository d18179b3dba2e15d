package lectern.recordings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.classroom.Event;
import lectern.classroom.EventJson;
import lectern.classroom.Stamped;
import lectern.recorder.archive.Recording;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** All that the replay page needs to know of a recording ({@code docs/protocol.md}). */
record ReplayManifest(
        String recording,
        @JsonProperty("class") Title clazz,
        Title course,
        Instant startedAt,
        long endMicros,
        List<Someone> people,
        List<Event.Room> rooms,
        List<TrackView> tracks,
        List<ObjectNode> events) {
    private static final String MAIN_ROOM = "Main room";

    record Title(String title) {}

    record Someone(String id, String name, String role) {}

    record TrackView(
            int id,
            String person,
            String kind,
            @Nullable String layer,
            List<PartView> parts,
            List<Recording.Gap> gaps) {}

    record PartView(
            String id,
            String codec,
            int width,
            int height,
            int timescale,
            long startMicros,
            long endMicros,
            long bytes) {}

    /** Titles of a recording's class and course. */
    record Titles(String clazz, String course) {}

    static ReplayManifest of(RecordingRow row, Titles titles, List<Recording> recorded, List<Stamped> events) {
        Map<String, Someone> people = new LinkedHashMap<>();
        List<Event.Room> rooms = new ArrayList<>();
        rooms.add(new Event.Room(0, MAIN_ROOM));
        List<ObjectNode> timeline = new ArrayList<>();
        VoicesInTime voices = new VoicesInTime();
        for (Stamped stamped : events) {
            if (stamped.event() instanceof Event.Joined e) {
                people.put(
                        e.person(), new Someone(e.person(), e.name(), e.role().word()));
            } else if (stamped.event() instanceof Event.RoomsOpened e) {
                rooms.addAll(e.rooms());
            }
            timeline.addAll(timeline(stamped));
            timeline.addAll(voices.after(stamped));
        }
        long end = events.isEmpty() ? 0 : events.get(events.size() - 1).micros();
        for (Recording recording : recorded) {
            end = Math.max(end, recording.endMicros());
        }
        return new ReplayManifest(
                row.id(),
                new Title(titles.clazz()),
                new Title(titles.course()),
                row.startedAt(),
                end,
                List.copyOf(people.values()),
                rooms,
                recorded.stream()
                        .flatMap(recording -> recording.tracks().stream())
                        .map(ReplayManifest::track)
                        .toList(),
                timeline);
    }

    private static TrackView track(Recording.Track track) {
        List<PartView> parts = track.parts().stream()
                .map(part -> new PartView(
                        part.id(),
                        part.codec(),
                        part.width(),
                        part.height(),
                        part.timescale(),
                        part.startMicros(),
                        part.endMicros(),
                        part.bytes()))
                .toList();
        return new TrackView(track.id(), track.subject(), track.kind(), track.layer(), parts, track.gaps());
    }

    /** What a viewer of the recording follows; the rest is for those who were there. */
    private static List<ObjectNode> timeline(Stamped stamped) {
        Event event = stamped.event();
        if (event instanceof Event.Joined e) {
            ObjectNode joined = entry(stamped, "joined").put("person", e.person());
            // Somebody who comes back goes where they were.
            return e.room() == 0
                    ? List.of(joined)
                    : List.of(
                            joined,
                            entry(stamped, "moved").put("person", e.person()).put("room", e.room()));
        }
        if (event instanceof Event.Moved e) {
            return List.of(entry(stamped, "moved").put("person", e.person()).put("room", e.room()));
        }
        if (event instanceof Event.RoomsOpened e) {
            ObjectNode rooms = entry(stamped, "rooms");
            rooms.putPOJO("rooms", e.rooms());
            return List.of(rooms);
        }
        if (event instanceof Event.Chat e) {
            return List.of(entry(stamped, "chat")
                    .put("person", e.person())
                    .put("room", e.room())
                    .put("text", e.text()));
        }
        if (isShownAsItIs(event)) {
            ObjectNode entry = entry(stamped, EventJson.type(event));
            ObjectNode payload = Json.shared().valueToTree(event);
            entry.setAll(payload);
            return List.of(entry);
        }
        return List.of();
    }

    private static boolean isShownAsItIs(Event event) {
        return event instanceof Event.Left
                || event instanceof Event.RoomsClosed
                || event instanceof Event.Hand
                || event instanceof Event.Device
                || event instanceof Event.Muted
                || event instanceof Event.Recording
                || event instanceof Event.Announcement;
    }

    private static ObjectNode entry(Stamped stamped, String type) {
        return Json.shared().createObjectNode().put("t", stamped.micros()).put("type", type);
    }
}
