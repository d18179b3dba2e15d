package lectern.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import lectern.recorder.link.RecorderLink.LinkState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecorderNewsTest {
    private final RecorderNews news = new RecorderNews();
    private final List<@Nullable String> told = new ArrayList<>();

    @Test
    void troubleIsASentenceAndItsEndIsToldToo() {
        news.follow(told::add);
        news.stateChanged(new LinkState(false, 0, null));
        news.stateChanged(new LinkState(true, 0, null));
        assertThat(told).as("a recorder that starts is no trouble").isEmpty();
        news.stateChanged(new LinkState(false, 3, null));
        assertThat(told).containsExactly(RecorderNews.AWAY);
        news.stateChanged(new LinkState(true, 3, null));
        news.stateChanged(new LinkState(true, 3, "The disk is full."));
        news.stateChanged(new LinkState(true, 3, "The disk is full."));
        news.stateChanged(new LinkState(true, 9, null));
        news.stateChanged(new LinkState(true, 9, null));
        assertThat(told)
                .containsExactly(
                        RecorderNews.AWAY,
                        null,
                        "The recording has a problem: The disk is full.",
                        RecorderNews.DROPPED,
                        null);
    }

    @Test
    void aWishForAKeyframeReachesItsTrackWhileItIsOpen() {
        List<String> asked = new ArrayList<>();
        news.opened(3, () -> asked.add("three"));
        news.opened(4, () -> asked.add("four"));
        news.keyframeWanted(4);
        news.closed(4);
        news.keyframeWanted(4);
        news.keyframeWanted(99);
        assertThat(asked).containsExactly("four");
    }
}
