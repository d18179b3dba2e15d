import { useSignal } from '@preact/signals';
import { useClass } from '../class/context';
import { modes } from '../i18n/en/modes';
import { rooms as words } from '../i18n/en/rooms';
import { clock, number, say } from '../i18n/text';
import type { Member } from '../model/classroom';
import type { Room } from '../protocol/messages';
import { HandIcon } from '../ui/icons';
import { now } from '../ui/now';

const NOTICES = [0, 10, 30, 60];

/** The rooms while they are open: who is where, who speaks, and everything one can do about it. */
export function RoomsPanel() {
  const { participant, screen } = useClass();
  const { classroom } = participant;
  const rooms = classroom.rooms.value;
  if (!rooms.open) {
    return (
      <div class="panel-body">
        <button
          type="button"
          class="button primary"
          onClick={() => {
            screen.dialog.value = 'rooms';
          }}
        >
          {words.setUp}
        </button>
      </div>
    );
  }
  const main: Room = { n: 0, name: words.inMain };
  return (
    <>
      <div class="panel-body">
        <TimeLeft />
        {[main, ...rooms.list.filter(room => room.n !== 0)].map(room => (
          <RoomCard key={room.n} room={room} all={[main, ...rooms.list.filter(one => one.n !== 0)]} />
        ))}
        <Timer />
        <SpeakToAll />
        <MessageToAll />
      </div>
      <BringBack />
    </>
  );
}

function TimeLeft() {
  const { classroom } = useClass().participant;
  const { endsAt, closingAt } = classroom.rooms.value;
  const until = closingAt ?? endsAt;
  if (!until) {
    return null;
  }
  const time = clock((Date.parse(until) + classroom.skew - now.value) / 1000 + 0.5);
  return <p class="strong numbers">{say(closingAt ? words.closing : words.left, { time })}</p>;
}

function RoomCard({ room, all }: { readonly room: Room; readonly all: readonly Room[] }) {
  const { participant } = useClass();
  const { classroom } = participant;
  const over = useSignal(false);
  const people = classroom.inRoom(room.n);
  const here = classroom.room.value === room.n;
  return (
    <section
      class={`room-card${here ? ' here' : ''}${over.value ? ' over' : ''}`}
      aria-label={room.name}
      onDragOver={event => {
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={() => {
        over.value = false;
      }}
      onDrop={event => {
        event.preventDefault();
        over.value = false;
        const person = event.dataTransfer?.getData('text/plain');
        if (person) {
          void participant.ask({ type: 'move', person, room: room.n });
        }
      }}
    >
      <header>
        <h3>
          {room.name} <span class="quiet numbers">{number(people.length)}</span>
        </h3>
        {here ? (
          <span class="tag small">{words.youAreHere}</span>
        ) : (
          <button
            type="button"
            class="button small"
            aria-label={room.n === 0 ? words.comeBackLabel : say(words.visitOf, { room: room.name })}
            onClick={() => void participant.ask({ type: 'visit', room: room.n })}
          >
            {room.n === 0 ? words.comeBack : words.visit}
          </button>
        )}
      </header>
      {!here && <FromHere room={room} />}
      {people.length === 0 && <p class="small quiet">{words.emptyRoom}</p>}
      <ul>
        {people.map(member => (
          <PersonInRoom key={member.id} member={member} all={all} />
        ))}
      </ul>
    </section>
  );
}

/** What one can do with a room without going there. */
function FromHere({ room }: { readonly room: Room }) {
  const { participant } = useClass();
  const { classroom } = participant;
  const talk = classroom.myTalk.value;
  const talks = talk?.to === 'room' && talk.room === room.n;
  const peeks = classroom.peek.value === room.n;
  return (
    <div class="from-here">
      <button
        type="button"
        class={talks ? 'button small pressed' : 'button small'}
        aria-label={talks ? modes.stopTalk : say(modes.talkToOf, { room: room.name })}
        onClick={() => void (talks ? participant.speakHere() : participant.speakTo({ to: 'room', room: room.n }))}
      >
        {talks ? modes.stop : modes.talkTo}
      </button>
      {classroom.rules.value.peek && (
        <button
          type="button"
          class={peeks ? 'button small pressed' : 'button small'}
          aria-label={peeks ? modes.stopPeek : say(modes.peekOf, { room: room.name })}
          onClick={() => void participant.ask({ type: 'peek', room: peeks ? null : room.n })}
        >
          {peeks ? modes.stopPeek : modes.peek}
        </button>
      )}
    </div>
  );
}

function SpeakToAll() {
  const { participant } = useClass();
  const on = participant.classroom.myTalk.value?.to === 'rooms';
  return (
    <button
      type="button"
      class={on ? 'button pressed' : 'button'}
      aria-label={on ? modes.stopTalk : undefined}
      onClick={() => void (on ? participant.speakHere() : participant.speakTo({ to: 'rooms' }))}
    >
      {on ? modes.stop : modes.talkToAll}
    </button>
  );
}

function PersonInRoom({ member, all }: { readonly member: Member; readonly all: readonly Room[] }) {
  const { participant } = useClass();
  const { classroom } = participant;
  const { name, room } = member.info.value;
  const me = classroom.me.value === member.id;
  const hand = classroom.handOf(member.id) > 0;
  return (
    <li
      class={member.speaking.value ? 'plan-person speaking' : 'plan-person'}
      data-person={member.id}
      draggable={!me}
      onDragStart={event => event.dataTransfer?.setData('text/plain', member.id)}
    >
      <span class="person-name">
        {name}
        {hand && <HandIcon />}
      </span>
      {!me && (
        <select
          class="move"
          aria-label={say(words.moveTo, { name })}
          value={String(room)}
          onChange={event => {
            void participant.ask({ type: 'move', person: member.id, room: Number(event.currentTarget.value) });
          }}
        >
          {all.map(one => (
            <option key={one.n} value={String(one.n)}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </li>
  );
}

function Timer() {
  const { participant } = useClass();
  const minutes = useSignal('5');
  return (
    <form
      class="inline-form"
      onSubmit={event => {
        event.preventDefault();
        void participant.ask({ type: 'roomsTimer', minutes: minutes.peek() === '' ? null : Number(minutes.peek()) });
      }}
    >
      <label class="field">
        <span>{words.timerLabel}</span>
        <select
          value={minutes.value}
          onChange={event => {
            minutes.value = event.currentTarget.value;
          }}
        >
          {['1', '2', '3', '5', '10', '15', '20', '30'].map(value => (
            <option key={value} value={value}>
              {number(Number(value))}
            </option>
          ))}
          <option value="">{words.timerNone}</option>
        </select>
      </label>
      <button type="submit" class="button">
        {words.timerSet}
      </button>
    </form>
  );
}

function MessageToAll() {
  const { participant } = useClass();
  const text = useSignal('');
  return (
    <form
      class="inline-form"
      onSubmit={event => {
        event.preventDefault();
        void participant.ask({ type: 'announce', text: text.peek().trim() }).then(done => {
          if (done) {
            text.value = '';
            participant.announcer.say(words.sent);
          }
        });
      }}
    >
      <label class="field">
        <span>{words.messageAll}</span>
        <input
          type="text"
          maxLength={2000}
          value={text.value}
          onInput={event => {
            text.value = event.currentTarget.value;
          }}
        />
      </label>
      <button type="submit" class="button" disabled={text.value.trim() === ''} aria-label={words.sendLabel}>
        {words.send}
      </button>
    </form>
  );
}

function BringBack() {
  const { participant, screen } = useClass();
  const closing = participant.classroom.rooms.value.closingAt;
  return (
    <div class="bring-back">
      <label class="field">
        <span>{words.noticeLabel}</span>
        <select
          value={String(screen.notice.value)}
          onChange={event => {
            screen.notice.value = Number(event.currentTarget.value);
          }}
        >
          {NOTICES.map(seconds => (
            <option key={seconds} value={String(seconds)}>
              {seconds === 0 ? words.noticeNow : say(words.noticeSeconds, { count: seconds })}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="button primary"
        disabled={!!closing}
        onClick={() => void participant.ask({ type: 'closeRooms', notice: screen.notice.peek() })}
      >
        {words.bringBack}
      </button>
    </div>
  );
}
