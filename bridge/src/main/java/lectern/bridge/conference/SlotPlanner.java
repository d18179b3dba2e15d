package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lectern.bridge.forward.SlotAssignment;
import lectern.bridge.forward.SlotAssignment.Candidate;
import lectern.bridge.forward.SourceKey;
import lectern.bridge.simulcast.LayerChoice;
import org.jspecify.annotations.Nullable;

/** Fills an endpoint's slots from what it is allowed and wants to see. */
final class SlotPlanner {
    private final Map<String, Endpoint> endpoints;
    private final LineShare sharing = new LineShare();

    SlotPlanner(Map<String, Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    /**
     * Brings one endpoint's slots up to date.
     *
     * @return whether the receiver has to be told: somebody is in another slot than before, or a pause began or ended
     */
    boolean plan(Endpoint receiver, long now) {
        List<Candidate> sounds = new ArrayList<>();
        List<Candidate> pictures = new ArrayList<>();
        for (Endpoint sender : endpoints.values()) {
            sender.publisher().forEach(source -> {
                if (source.active() && receiver.allowed(source)) {
                    (source.video() ? pictures : sounds).add(candidate(sender, source));
                }
            });
        }
        List<Slot> audio = receiver.receiver().audio();
        List<Slot> video = receiver.receiver().video();
        boolean changed = apply(audio, SlotAssignment.audio(Receiver.sources(audio), sounds), now);
        changed |= apply(video, SlotAssignment.video(Receiver.sources(video), pictures, receiver.shown()), now);
        boolean told = aim(receiver, now);
        return told || changed;
    }

    private static Candidate candidate(Endpoint sender, Source source) {
        Source mic = sender.publisher().source(lectern.bridge.SourceKind.MIC);
        if (mic == null) {
            return new Candidate(source.key, false, lectern.bridge.forward.SpeakerDetector.SILENCE, 0);
        }
        return new Candidate(source.key, mic.speaker.speaking(), mic.speaker.level(), mic.speaker.spokeAt());
    }

    private boolean apply(List<Slot> slots, List<@Nullable SourceKey> keys, long now) {
        boolean changed = false;
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            Source before = slot.source();
            Source after = find(keys.get(i));
            changed |= before == null ? after != null : after == null || !before.key.equals(after.key);
            slot.assign(after, now);
        }
        return changed;
    }

    private @Nullable Source find(@Nullable SourceKey key) {
        Endpoint sender = key == null ? null : endpoints.get(key.endpoint());
        return sender == null || key == null ? null : sender.publisher().source(key.kind());
    }

    /**
     * Chooses layers again: sizes changed, a layer came or went, or the receiver's line did.
     *
     * @return whether the receiver has to be told of a pause, or of the end of one
     */
    boolean aim(Endpoint receiver, long now) {
        for (Slot slot : receiver.receiver().audio()) {
            Source source = slot.source();
            if (source != null) {
                slot.aim(source.layer(LayerChoice.LOW));
            }
        }
        return sharing.share(receiver, now);
    }
}
