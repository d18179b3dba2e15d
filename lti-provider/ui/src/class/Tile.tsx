import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { klass } from '../i18n/en/class';
import { modes } from '../i18n/en/modes';
import { say } from '../i18n/text';
import type { Picture } from '../media/slots';
import type { Member } from '../model/classroom';
import type { VideoKind } from '../protocol/messages';
import { Avatar } from '../ui/Avatar';
import { MicOffIcon } from '../ui/icons';
import { Video } from '../ui/Video';
import { useClass } from './context';
import { LineSign } from './LineSign';
import { RaisedHand } from './RaisedHand';

interface TileProps {
  readonly member: Member;
  readonly kind: VideoKind;
  readonly large: boolean;
}

/** One person's camera or screen. Reads only this person's signals. */
export function Tile({ member, kind, large }: TileProps) {
  const { participant, screen } = useClass();
  const box = useRef<HTMLDivElement>(null);
  useEffect(
    () => (box.current === null ? undefined : participant.view.watch(box.current, member.id, kind)),
    [participant, member, kind],
  );
  const info = member.info.value;
  const sends = kind === 'camera' ? info.camera : info.screen;
  const paused = participant.session.slots.isPaused(member.id, kind).value && sends && info.here;
  const speaking = kind === 'camera' && member.speaking.value;
  const focused = screen.focus.value?.person === member.id && screen.focus.value.kind === kind;
  const label = focused ? klass.unfocus : say(klass.focus, { name: info.name });
  return (
    <div
      ref={box}
      class={`tile ${kind}${large ? ' large' : ''}${speaking ? ' speaking' : ''}${info.here ? '' : ' away'}${paused ? ' paused' : ''}`}
      data-person={member.id}
      data-kind={kind}
    >
      {kind === 'camera' && <Avatar id={member.id} name={info.name} />}
      {sends && <LivePicture member={member} kind={kind} />}
      <button
        type="button"
        class="tile-press"
        aria-label={label}
        aria-pressed={focused}
        onClick={() => screen.toggleFocus({ person: member.id, kind })}
      />
      <div class="plate">
        {kind === 'camera' && !info.mic && (
          <span class="plate-icon">
            <MicOffIcon />
            <span class="spoken">{info.muted ? klass.muted : klass.micIsOff}</span>
          </span>
        )}
        {kind === 'camera' && <LineSign member={member} brief />}
        <span class="name">{kind === 'screen' ? say(klass.screenOf, { name: info.name }) : info.name}</span>
        {kind === 'camera' && info.hidden && <span class="plate-note">{modes.hidden}</span>}
        {speaking && <span class="spoken">{klass.speaking}</span>}
      </div>
      {kind === 'camera' && <RaisedHand id={member.id} />}
      {!info.here && <p class="tile-note">{klass.away}</p>}
      {paused && <p class="tile-note">{klass.paused}</p>}
    </div>
  );
}

/** Hidden until the first picture of this very person is there: a slot keeps the last one of whoever had it before. */
function LivePicture({ member, kind }: { readonly member: Member; readonly kind: VideoKind }) {
  const { session } = useClass().participant;
  const picture = session.slots.picture(member.id, kind);
  const seen = useSignal<Picture | null>(null);
  useSignalEffect(() => {
    if (picture.value === null) {
      seen.value = null;
    }
  });
  const now = picture.value;
  if (now === null) {
    return null;
  }
  return (
    <Video
      key={now.mid}
      stream={now.stream}
      class={seen.value === now ? 'live' : 'unseen'}
      onPicture={() => {
        seen.value = now;
      }}
    />
  );
}
