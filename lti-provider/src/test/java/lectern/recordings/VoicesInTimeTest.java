package lectern.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lectern.account.Role;
import lectern.classroom.Address;
import lectern.classroom.Event;
import lectern.classroom.Rules;
import lectern.classroom.Stamped;
import org.junit.jupiter.api.Test;

class VoicesInTimeTest {
    private final VoicesInTime voices = new VoicesInTime();
    private final List<String> entries = new ArrayList<>();
    private int n;

    private void happens(Event event) {
        n++;
        voices.after(new Stamped(n, n, event)).forEach(entry -> {
            String room = entry.has("room") ? " " + entry.path("room").asInt() : "";
            String said = entry.path("type").asText().equals("talk")
                    ? entry.path("to").asText() + room
                    : entry.path("on").asText();
            entries.add(n + " " + entry.path("type").asText() + " "
                    + entry.path("person").asText() + " " + said);
        });
    }

    @Test
    void aReplayKnowsNothingOfAWordToOnePerson() {
        happens(new Event.Joined("ada", "Ada", Role.HOST, true, 0));
        happens(new Event.Joined("bo", "Bo", Role.STUDENT, true, 0));
        happens(new Event.Device("ada", true, true, false));
        happens(new Event.Speaking("ada", true));
        happens(new Event.Talk("ada", Address.person("bo"), 100L));
        happens(new Event.Speaking("ada", false));
        happens(new Event.Speaking("ada", true));
        happens(new Event.Talk("ada", null, null));
        happens(new Event.Talk("ada", Address.room(2), 100L));
        happens(new Event.Moved("ada", 2, "ada"));
        happens(new Event.Device("ada", false, true, false));
        happens(new Event.Peek("ada", 0));
        assertThat(entries)
                .containsExactly(
                        "4 speaking ada true",
                        "5 talk ada nobody",
                        "5 speaking ada false",
                        "8 talk ada here",
                        "8 speaking ada true",
                        "9 talk ada room 2",
                        "10 talk ada nobody",
                        "10 speaking ada false",
                        "11 talk ada here",
                        "11 speaking ada true");
    }

    @Test
    void whomOnlyHostsHearIsNotSaidToSpeak() {
        happens(new Event.Joined("ada", "Ada", Role.HOST, true, 0));
        happens(new Event.Joined("bo", "Bo", Role.STUDENT, true, 0));
        happens(new Event.RulesSet(new Rules(false, false, true)));
        happens(new Event.Speaking("bo", true));
        happens(new Event.RulesSet(Rules.OPEN));
        happens(new Event.Muted("bo", true));
        happens(new Event.Left("bo"));
        assertThat(entries).containsExactly("5 speaking bo true", "6 speaking bo false");
    }
}
