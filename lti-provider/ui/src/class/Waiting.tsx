import { useMemo } from 'preact/hooks';
import { klass } from '../i18n/en/class';
import { CameraOffIcon } from '../ui/icons';
import { Video } from '../ui/Video';
import { useClass } from './context';

/** Before the class starts: nothing to do but wait, with one's own picture to check. */
export function Waiting() {
  const { participant } = useClass();
  const track = participant.devices.camera.track.value;
  const stream = useMemo(() => (track === null ? null : new MediaStream([track])), [track]);
  const offline = participant.connection.status.value === 'reconnecting';
  return (
    <main class="calm">
      <p class="quiet">
        {participant.classroom.course.value} · {participant.classroom.title.value}
      </p>
      <h1>{klass.waitingTitle}</h1>
      <p role="status">{offline ? klass.reconnecting : klass.waitingText}</p>
      <div class="waiting-self">{stream ? <Video stream={stream} class="mirrored" /> : <CameraOffIcon />}</div>
      <div class="calm-actions">
        <button type="button" class="button" onClick={() => participant.leave()}>
          {klass.leaveLabel}
        </button>
      </div>
    </main>
  );
}
