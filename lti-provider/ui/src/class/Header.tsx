import { klass } from '../i18n/en/class';
import { clock, date, number, say, timeOfDay } from '../i18n/text';
import { ChatIcon, HandIcon, KeyboardIcon, PeopleIcon, SettingsIcon } from '../ui/icons';
import { now } from '../ui/now';
import { useClass } from './context';

const SAID_BEFORE = 5 * 60_000;

export function Header() {
  const { participant, screen } = useClass();
  const { classroom } = participant;
  return (
    <header class="class-head">
      <div class="class-title">
        <h1>{classroom.title.value}</h1>
        <RoomName />
        <Clock />
        <EndSign />
      </div>
      <Recording />
      <nav class="class-tools" aria-label={klass.panel}>
        <PeopleButton />
        <ChatButton />
        <button
          type="button"
          class="plain square"
          aria-label={klass.settings}
          title={klass.settings}
          onClick={() => {
            screen.dialog.value = 'devices';
          }}
        >
          <SettingsIcon />
        </button>
        <button
          type="button"
          class="plain square wide-only"
          aria-label={klass.shortcuts}
          title={`${klass.shortcuts} (?)`}
          onClick={() => {
            screen.dialog.value = 'shortcuts';
          }}
        >
          <KeyboardIcon />
        </button>
      </nav>
    </header>
  );
}

function RoomName() {
  const { classroom } = useClass().participant;
  if (!classroom.rooms.value.open) {
    return null;
  }
  return <p class="tag">{classroom.roomName.value ?? klass.mainRoom}</p>;
}

/** What is left of the rooms' time while there is a limit, else how long the class has been going on. */
function Clock() {
  const { classroom } = useClass().participant;
  const { open, endsAt, closingAt } = classroom.rooms.value;
  const until = closingAt ?? endsAt;
  if (open && until) {
    const left = clock((Date.parse(until) + classroom.skew - now.value) / 1000 + 0.5);
    return (
      <p class="numbers strong" role="timer">
        {say(closingAt ? klass.closesIn : klass.timeLeft, { time: left })}
      </p>
    );
  }
  return (
    <p class="quiet numbers" role="timer" aria-label={klass.elapsed}>
      {clock((now.value - classroom.startedAt.value) / 1000)}
    </p>
  );
}

/** Said in the last minutes before the school's limit ends the class. */
function EndSign() {
  const { endsAt } = useClass().participant.classroom;
  const at = endsAt.value;
  const soon = at !== null && at - now.value < SAID_BEFORE;
  return (
    <p role="status" class={soon ? 'tag' : 'spoken'}>
      {soon ? say(klass.endsAt, { time: timeOfDay(at) }) : ''}
    </p>
  );
}

function Recording() {
  const { on, keptUntil, problem } = useClass().participant.classroom.recording.value;
  if (!on && !problem) {
    return null;
  }
  const text = keptUntil ? say(klass.recordingText, { date: date(keptUntil) }) : klass.recordingOn;
  return (
    <div class="rec">
      {on && (
        <p class="rec-sign" title={text}>
          <span class="rec-dot" aria-hidden="true" />
          <span aria-hidden="true">{klass.recording}</span>
          <span class="spoken">{text}</span>
        </p>
      )}
      {on && (
        <p class="small quiet rec-text" aria-hidden="true">
          {text}
        </p>
      )}
      {problem && (
        <p class="small bad-text" role="alert">
          {say(klass.recordingProblem, { problem })}
        </p>
      )}
    </div>
  );
}

function PeopleButton() {
  const { participant, screen } = useClass();
  const count = participant.classroom.members.value.size;
  const hands = participant.classroom.hands.value.length;
  const facts = [say(klass.peopleCount, { count }), ...(hands > 0 ? [say(klass.handsCount, { count: hands })] : [])];
  const label = `${klass.people}: ${facts.join(', ')}`;
  return (
    <button
      type="button"
      class="plain tool"
      aria-expanded={screen.panel.value === 'people'}
      onClick={() => screen.togglePanel('people')}
    >
      <PeopleIcon />
      <span class="spoken">{label}</span>
      <span aria-hidden="true">{number(count)}</span>
      {hands > 0 && (
        <span class="badge hand" aria-hidden="true">
          <HandIcon />
          {number(hands)}
        </span>
      )}
    </button>
  );
}

function ChatButton() {
  const { participant, screen } = useClass();
  const { classroom } = participant;
  const open = screen.panel.value === 'chat';
  const unread = open
    ? 0
    : classroom.roomChat.value.filter(chat => chat.n > screen.readUpTo.value && chat.person !== classroom.me.value)
        .length;
  return (
    <button type="button" class="plain tool" aria-expanded={open} onClick={() => screen.togglePanel('chat')}>
      <ChatIcon />
      <span class="spoken">{unread > 0 ? say(klass.chatUnread, { count: unread }) : klass.chat}</span>
      <span class="wide-only" aria-hidden="true">
        {klass.chat}
      </span>
      {unread > 0 && (
        <span class="badge" aria-hidden="true">
          {number(unread)}
        </span>
      )}
    </button>
  );
}
