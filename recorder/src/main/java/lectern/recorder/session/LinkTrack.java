package lectern.recorder.session;

import lectern.recorder.link.Control;
import lectern.recorder.track.TrackRecorder;
import org.jspecify.annotations.Nullable;

/** A track of the link: what was announced, and who records it; null while its session cannot be opened. */
record LinkTrack(Control.TrackOpen announced, @Nullable TrackRecorder recorder) {}
