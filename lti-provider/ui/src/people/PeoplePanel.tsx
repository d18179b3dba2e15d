import { useClass } from '../class/context';
import { LineSign } from '../class/LineSign';
import { klass } from '../i18n/en/class';
import { common } from '../i18n/en/common';
import { modes } from '../i18n/en/modes';
import { number, say } from '../i18n/text';
import type { Member } from '../model/classroom';
import { Avatar } from '../ui/Avatar';
import { HandIcon, MicIcon, MicOffIcon } from '../ui/icons';
import { lazy } from '../ui/lazy';
import { Sight } from './Sight';

const NotHere = lazy(async () => (await import('./NotHere')).NotHere);

/** Raised hands in their order, then everybody. */
export function PeoplePanel() {
  const { classroom } = useClass().participant;
  const everybody = [...classroom.members.value.values()].sort(byRoleAndName);
  const here = everybody.filter(member => member.info.value.room === classroom.room.value);
  const elsewhere = everybody.filter(member => member.info.value.room !== classroom.room.value);
  return (
    <div class="panel-body">
      <Hands />
      <Sight />
      <section>
        <h3>
          {klass.inThisRoom} <span class="quiet">{number(here.length)}</span>
        </h3>
        <PeopleList members={here} />
      </section>
      {classroom.host.value && <NotHere />}
      {elsewhere.length > 0 && (
        <section>
          <h3>
            {klass.elsewhere} <span class="quiet">{number(elsewhere.length)}</span>
          </h3>
          <PeopleList members={elsewhere} />
        </section>
      )}
    </div>
  );
}

function Hands() {
  const { participant } = useClass();
  const { classroom } = participant;
  const queue = classroom.hands.value;
  const host = classroom.host.value;
  return (
    <section class="hands">
      <h3>{klass.hands}</h3>
      {queue.length === 0 ? (
        <p class="quiet small">{klass.noHands}</p>
      ) : (
        <ol class="people" aria-label={klass.hands}>
          {queue.map((id, i) => {
            const name = classroom.nameOf(id);
            return (
              <li key={id} class="person">
                <span class="queue-place numbers">{number(i + 1)}</span>
                <span class="person-name">{name}</span>
                {host && (
                  <button
                    type="button"
                    class="button small"
                    aria-label={say(klass.lowerHandOf, { name })}
                    onClick={() => void participant.ask({ type: 'lowerHand', person: id })}
                  >
                    {klass.lowerHand}
                  </button>
                )}
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

function PeopleList({ members }: { readonly members: readonly Member[] }) {
  return (
    <ul class="people">
      {members.map(member => (
        <PersonRow key={member.id} member={member} />
      ))}
    </ul>
  );
}

function PersonRow({ member }: { readonly member: Member }) {
  const { participant } = useClass();
  const { classroom } = participant;
  const info = member.info.value;
  const speaking = member.speaking.value;
  const me = classroom.me.value === member.id;
  const place = classroom.handOf(member.id);
  return (
    <li class={speaking ? 'person speaking' : 'person'} data-person={member.id}>
      <Avatar id={member.id} name={info.name} />
      <span class="person-name">
        {info.name}
        {me && <span class="quiet"> ({common.you})</span>}
        {info.role === 'host' && <span class="tag small">{common.host}</span>}
        {info.muted && <span class="person-note">{klass.muted}</span>}
        <LineNote member={member} />
        {info.hidden && <span class="person-note quiet">{modes.hidden}</span>}
      </span>
      <LineSign member={member} />
      {place > 0 && (
        <span class="person-hand">
          <HandIcon />
          <span class="spoken">{say(klass.handPlace, { place })}</span>
        </span>
      )}
      <span class={info.mic ? 'person-mic on' : 'person-mic'}>
        {info.mic ? <MicIcon /> : <MicOffIcon />}
        <span class="spoken">{speaking ? klass.speaking : info.mic ? klass.micIsOn : klass.micIsOff}</span>
      </span>
      {classroom.host.value && !me && (
        <span class="person-actions">
          <WhisperButton member={member} />
          <MuteButton member={member} />
        </span>
      )}
    </li>
  );
}

/** In words what a teacher may have to act on. The sign beside it is read out with the same ones. */
function LineNote({ member }: { readonly member: Member }) {
  const level = member.quality.value;
  return member.info.value.here && (level === 'poor' || level === 'lost') ? (
    <span class="person-note" aria-hidden="true">
      {klass.connectionOf[level]}
    </span>
  ) : null;
}

function WhisperButton({ member }: { readonly member: Member }) {
  const { participant } = useClass();
  const talk = participant.classroom.myTalk.value;
  const { name } = member.info.value;
  const on = talk?.to === 'person' && talk.whom === member.id;
  return (
    <button
      type="button"
      class={on ? 'button small pressed' : 'button small'}
      aria-label={on ? modes.stopTalk : say(modes.whisperOf, { name })}
      onClick={() => void (on ? participant.speakHere() : participant.speakTo({ to: 'person', person: member.id }))}
    >
      {on ? modes.stop : modes.whisper}
    </button>
  );
}

function MuteButton({ member }: { readonly member: Member }) {
  const { participant } = useClass();
  const { muted, name } = member.info.value;
  return (
    <button
      type="button"
      class="button small"
      aria-label={say(muted ? klass.letSpeakOf : klass.muteOf, { name })}
      onClick={() => void participant.ask({ type: 'mute', person: member.id, on: !muted })}
    >
      {muted ? klass.letSpeak : klass.mute}
    </button>
  );
}

function byRoleAndName(a: Member, b: Member): number {
  const [one, other] = [a.info.value, b.info.value];
  const rank = Number(other.role === 'host') - Number(one.role === 'host');
  return rank !== 0 ? rank : one.name.localeCompare(other.name);
}
