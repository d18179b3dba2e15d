package lectern.bridge.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import lectern.bridge.SourceKind;
import lectern.bridge.View;
import lectern.bridge.forward.SlotAssignment.Candidate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SlotAssignmentTest {
    @Test
    void whoStaysChosenStaysInPlace() {
        Random random = new Random(1);
        List<@Nullable SourceKey> before = empty(5);
        for (int round = 0; round < 5000; round++) {
            List<Candidate> candidates = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                if (random.nextInt(3) > 0) {
                    candidates.add(new Candidate(
                            camera("p" + i), random.nextInt(6) == 0, random.nextInt(128), random.nextInt(100)));
                }
            }
            View view = new View(
                    List.of(new View.Tile("p" + random.nextInt(12), SourceKind.CAMERA, random.nextInt(2) * 100)));
            List<@Nullable SourceKey> after = SlotAssignment.video(before, candidates, view);

            assertThat(after).hasSize(5);
            List<SourceKey> chosen = after.stream().filter(Objects::nonNull).collect(Collectors.toList());
            assertThat(new HashSet<>(chosen)).hasSameSizeAs(chosen);
            assertThat(candidates.stream().map(Candidate::key)).containsAll(chosen);
            long shown = candidates.stream()
                    .filter(candidate -> !hidden(view, candidate.key()))
                    .count();
            assertThat(chosen).hasSize((int) Math.min(5, shown));
            for (int slot = 0; slot < 5; slot++) {
                if (before.get(slot) != null && chosen.contains(before.get(slot))) {
                    assertThat(after.get(slot)).isEqualTo(before.get(slot));
                }
            }
            assertThat(SlotAssignment.video(after, candidates, view)).isEqualTo(after);
            before = after;
        }
    }

    private static boolean hidden(View view, SourceKey key) {
        return view.tiles().stream()
                .anyMatch(tile -> tile.height() == 0 && tile.endpoint().equals(key.endpoint()));
    }

    @Test
    void theViewGoesFirstThenScreensThenSpeakers() {
        List<Candidate> candidates = List.of(
                quiet(camera("a")), quiet(camera("b")), new Candidate(camera("c"), true, 20, 9), quiet(screen("d")));
        View view = new View(List.of(new View.Tile("b", SourceKind.CAMERA, 100)));
        assertThat(SlotAssignment.video(empty(1), candidates, view)).containsExactly(camera("b"));
        assertThat(SlotAssignment.video(empty(2), candidates, view)).containsExactly(camera("b"), screen("d"));
        assertThat(SlotAssignment.video(empty(3), candidates, view))
                .containsExactly(camera("b"), screen("d"), camera("c"));
        assertThat(SlotAssignment.video(empty(5), candidates, View.DEFAULT))
                .filteredOn(Objects::nonNull)
                .hasSize(4);
    }

    @Test
    void everybodyIsHeardWhileTheyFit() {
        List<Candidate> candidates = List.of(quiet(mic("a")), quiet(mic("b")), quiet(sound("c")));
        assertThat(SlotAssignment.audio(empty(3), candidates))
                .containsExactlyInAnyOrder(mic("a"), mic("b"), sound("c"));
    }

    @Test
    void silentOnesGiveWayToSpeakersAndAScreensSoundNever() {
        List<@Nullable SourceKey> before = List.of(sound("s"), mic("a"));
        List<Candidate> candidates =
                List.of(quiet(sound("s")), quiet(mic("a")), quiet(mic("b")), new Candidate(mic("c"), true, 30, 5));
        assertThat(SlotAssignment.audio(before, candidates)).containsExactly(sound("s"), mic("c"));
    }

    @Test
    void aSpeakerIsReplacedOnlyByAClearlyLouderOne() {
        List<@Nullable SourceKey> before = List.of(mic("a"));
        Candidate holder = new Candidate(mic("a"), true, 40, 5);
        assertThat(SlotAssignment.audio(before, List.of(holder, new Candidate(mic("b"), true, 36, 5))))
                .containsExactly(mic("a"));
        assertThat(SlotAssignment.audio(before, List.of(holder, new Candidate(mic("b"), true, 30, 5))))
                .containsExactly(mic("b"));
    }

    private static List<@Nullable SourceKey> empty(int slots) {
        return new ArrayList<>(Collections.nCopies(slots, null));
    }

    private static Candidate quiet(SourceKey key) {
        return new Candidate(key, false, 127, 0);
    }

    private static SourceKey camera(String endpoint) {
        return new SourceKey(endpoint, SourceKind.CAMERA);
    }

    private static SourceKey screen(String endpoint) {
        return new SourceKey(endpoint, SourceKind.SCREEN);
    }

    private static SourceKey mic(String endpoint) {
        return new SourceKey(endpoint, SourceKind.MIC);
    }

    private static SourceKey sound(String endpoint) {
        return new SourceKey(endpoint, SourceKind.SCREEN_AUDIO);
    }
}
