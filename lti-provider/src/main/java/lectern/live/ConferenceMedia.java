package lectern.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import lectern.bridge.AudienceTable;
import lectern.bridge.Conference;
import lectern.bridge.SourceKind;
import lectern.bridge.View;
import lectern.classroom.Audience;
import lectern.classroom.Media;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A bridge's conference as a class's media. */
final class ConferenceMedia implements Media {
    private static final Logger LOG = LoggerFactory.getLogger(ConferenceMedia.class);
    private static final int AUDIO_SLOTS = 6;

    private final Conference conference;
    private final Runnable whenClosed;

    ConferenceMedia(Conference conference, Runnable whenClosed) {
        this.conference = conference;
        this.whenClosed = whenClosed;
    }

    /** One slot more than tiles: the stage. */
    @Override
    public CompletionStage<String> join(String person, int tiles) {
        return conference.join(person, new Conference.Slots(AUDIO_SLOTS, tiles + 1));
    }

    @Override
    public CompletionStage<Void> answer(String person, String sdp) {
        return conference.answer(person, sdp);
    }

    @Override
    public CompletionStage<String> restart(String person) {
        return conference.restart(person);
    }

    @Override
    public void leave(String person) {
        conference.leave(person);
    }

    @Override
    public void audience(Audience audience) {
        Map<String, AudienceTable.Row> rows = new HashMap<>();
        audience.rows().forEach((person, row) -> rows.put(person, row(row)));
        var unused = conference
                .audience(new AudienceTable(rows, row(audience.recorder())))
                .whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.atWarn()
                                .addKeyValue("session", conference.id())
                                .setCause(failure)
                                .log("The bridge did not take an audience table");
                    }
                });
    }

    private static AudienceTable.Row row(Audience.Row row) {
        return new AudienceTable.Row(row.hears(), row.sees(), row.watches());
    }

    @Override
    public void view(String person, List<Tile> tiles) {
        conference.view(
                person,
                new View(tiles.stream()
                        .map(tile -> new View.Tile(
                                tile.person(), tile.screen() ? SourceKind.SCREEN : SourceKind.CAMERA, tile.height()))
                        .toList()));
    }

    @Override
    public CompletionStage<Boolean> send(String person, String text) {
        return conference.send(person, text);
    }

    @Override
    public void close() {
        whenClosed.run();
        conference.close();
    }
}
