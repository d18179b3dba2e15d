import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { klass } from '../i18n/en/class';
import { say } from '../i18n/text';
import { startLine } from '../schedule/when';
import { CameraOffIcon } from '../ui/icons';
import { now } from '../ui/now';
import { Video } from '../ui/Video';
import { useClass } from './context';

function textOf(people: number | undefined): string {
  if (people === undefined) {
    return klass.waitingText;
  }
  return people === 0 ? klass.earlyAlone : say(klass.earlyText, { count: people });
}

/** Before the class starts: nothing to do but wait, with one's own picture to check. */
export function Waiting() {
  const { participant } = useClass();
  const track = participant.devices.camera.track.value;
  const stream = useMemo(() => (track === null ? null : new MediaStream([track])), [track]);
  const offline = participant.connection.status.value === 'reconnecting';
  const { startsAt, people } = participant.classroom.waiting.value ?? {};
  const opening = useSignal(false);
  return (
    <main class="calm">
      <p class="quiet">
        {participant.classroom.course.value} · {participant.classroom.title.value}
      </p>
      <h1>{klass.waitingTitle}</h1>
      {startsAt && <p class="waiting-when numbers">{startLine(startsAt, now.value)}</p>}
      <p role="status">{offline ? klass.reconnecting : textOf(people)}</p>
      <div class="waiting-self">{stream ? <Video stream={stream} class="mirrored" /> : <CameraOffIcon />}</div>
      <div class="calm-actions">
        {people !== undefined && (
          <button
            type="button"
            class="button primary"
            disabled={offline || opening.value}
            onClick={() => {
              opening.value = true;
              participant.connection.begin();
            }}
          >
            {klass.startNow}
          </button>
        )}
        <button type="button" class="button" onClick={() => participant.leave()}>
          {klass.leaveLabel}
        </button>
      </div>
    </main>
  );
}
