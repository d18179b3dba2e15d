package lectern.bench.recorder;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import lectern.recorder.link.RecorderLink;

/** Passes the recorder's wishes for keyframes on to the tracks. */
final class KeyframeDesk implements RecorderLink.Listener {
    private final List<SyntheticTrack> tracks = new CopyOnWriteArrayList<>();

    void serve(List<SyntheticTrack> all) {
        tracks.addAll(all);
    }

    @Override
    public void keyframeWanted(int track) {
        tracks.stream().filter(it -> it.number() == track).forEach(SyntheticTrack::keyframe);
    }

    @Override
    public void stateChanged(RecorderLink.LinkState state) {}
}
