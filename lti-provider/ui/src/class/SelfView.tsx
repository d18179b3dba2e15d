import { useMemo } from 'preact/hooks';
import { klass } from '../i18n/en/class';
import { modes } from '../i18n/en/modes';
import { Avatar } from '../ui/Avatar';
import { MicOffIcon } from '../ui/icons';
import { Video } from '../ui/Video';
import { useClass } from './context';
import { RaisedHand } from './RaisedHand';

/** One's own picture, small and mirrored as in a mirror. */
export function SelfView({ large }: { readonly large: boolean }) {
  const { participant } = useClass();
  const track = participant.devices.camera.track.value;
  const stream = useMemo(() => (track === null ? null : new MediaStream([track])), [track]);
  const me = participant.classroom.mine.value;
  const speaking = participant.classroom.member(participant.classroom.me.value)?.speaking.value ?? false;
  const hidden = me?.role === 'student' && (me.hidden || participant.classroom.rules.value.seeHostsOnly);
  return (
    <div class={`tile self${large ? ' large-self' : ''}${speaking ? ' speaking' : ''}`}>
      {me && <Avatar id={me.id} name={me.name} />}
      {stream && <Video stream={stream} class="live mirrored" />}
      <div class="plate">
        {!participant.micOn.value && (
          <span class="plate-icon">
            <MicOffIcon />
            <span class="spoken">{klass.micIsOff}</span>
          </span>
        )}
        <span class="name">{hidden ? modes.selfHidden : klass.self}</span>
      </div>
      <RaisedHand id={participant.classroom.me.value} />
    </div>
  );
}
