import { useEffect, useRef } from 'preact/hooks';
import { replay as words } from '../i18n/en/replay';
import { clock, dateTime, say, timeOfDay } from '../i18n/text';
import { Avatar } from '../ui/Avatar';
import { PlayIcon } from '../ui/icons';
import { useSize } from '../ui/useSize';
import { Controls } from './Controls';
import { Overlay } from './Overlay';
import type { Player } from './player';

const JUMP = 10_000_000;

interface ReplayPageProps {
  readonly player: Player;
  /** Video formats that this browser cannot show. */
  readonly missing: readonly string[];
}

export function ReplayPage({ player, missing }: ReplayPageProps) {
  useEffect(() => listenForKeys(player), [player]);
  return (
    <div class="replay">
      <header class="replay-head">
        <h1>{player.manifest.class.title}</h1>
        <p class="quiet">
          {player.manifest.course.title} · {dateTime(player.manifest.startedAt)}
        </p>
        <RoomSwitch player={player} />
        {missing.length > 0 && (
          <p class="replay-missing" role="alert">
            {say(words.missing, { formats: missing.join(', ') })}
          </p>
        )}
      </header>
      <Picture player={player} />
      <aside class="replay-side">
        <Chapters player={player} />
        <Hands player={player} />
        <Chat player={player} />
      </aside>
      <Controls player={player} />
    </div>
  );
}

function Picture({ player }: { readonly player: Player }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [frame, size] = useSize<HTMLElement>();
  useEffect(() => {
    if (canvas.current !== null) {
      player.painter.attach(canvas.current);
    }
  }, [player]);
  useEffect(() => {
    player.size.value = size.value;
  }, [player, size.value]);
  const nobody = player.scene.value.length === 0;
  return (
    <main ref={frame} class="replay-picture" aria-label={words.stage}>
      <canvas ref={canvas} />
      <Overlay player={player} />
      <Start player={player} />
      {nobody && player.started.value && <p class="replay-nobody">{words.nobody}</p>}
      <div role="status">{player.loading.value && <p class="replay-loading">{words.buffering}</p>}</div>
    </main>
  );
}

/** The one thing to press at first; gone once it was. */
function Start({ player }: { readonly player: Player }) {
  if (player.started.value) {
    return null;
  }
  return (
    <button type="button" class="button primary replay-start" onClick={() => void player.play()}>
      <PlayIcon />
      {words.start}
    </button>
  );
}

function RoomSwitch({ player }: { readonly player: Player }) {
  if (player.timeline.rooms.length < 2) {
    return null;
  }
  return (
    <label class="room-switch">
      <span class="label">{words.room}</span>
      <select value={String(player.room.value)} onChange={event => player.setRoom(Number(event.currentTarget.value))}>
        {player.timeline.rooms.map(room => (
          <option key={room.n} value={String(room.n)}>
            {room.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Chapters({ player }: { readonly player: Player }) {
  const chapters = player.timeline.chapters;
  const micros = player.time.value;
  const now = chapters.findLastIndex(chapter => chapter.micros <= micros);
  return (
    <section>
      <h2>{words.chapters}</h2>
      <ol class="chapters">
        {chapters.map((chapter, i) => (
          <li key={`${chapter.micros} ${chapter.title}`}>
            <button
              type="button"
              class="plain"
              aria-current={i === now ? 'true' : undefined}
              onClick={() => player.seek(chapter.micros)}
            >
              <span class="numbers quiet">{clock(chapter.micros / 1e6)}</span>
              {chapter.title}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Hands({ player }: { readonly player: Player }) {
  const hands = player.timeline.handsAt(player.time.value);
  if (hands.length === 0) {
    return null;
  }
  return (
    <section>
      <h2>{words.hands}</h2>
      <ol class="replay-hands">
        {hands.map(person => (
          <li key={person}>{player.timeline.nameOf(person)}</li>
        ))}
      </ol>
    </section>
  );
}

function Chat({ player }: { readonly player: Player }) {
  const lines = player.timeline.chatUntil(player.room.value, player.time.value);
  const list = useRef<HTMLOListElement>(null);
  const started = Date.parse(player.manifest.startedAt);
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [lines.length]);
  return (
    <section class="replay-chat">
      <h2>{words.chat}</h2>
      {lines.length === 0 && <p class="small quiet">{words.noChat}</p>}
      <ol ref={list}>
        {lines.map(line => (
          <li key={`${line.micros} ${line.person}`}>
            <Avatar id={line.person} name={line.name} />
            <div>
              <p>
                <strong>{line.name}</strong>{' '}
                <button type="button" class="moment small quiet" onClick={() => player.seek(line.micros)}>
                  {timeOfDay(started + line.micros / 1000)}
                </button>
              </p>
              <p class="chat-text">{line.text}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function listenForKeys(player: Player): () => void {
  const down = (event: KeyboardEvent) => {
    const target = event.target;
    const control = target instanceof Element && target.closest('button, input, select') !== null;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.key === ' ' && !control) {
      void player.toggle();
    } else if (event.key === 'j' || event.key === 'J') {
      player.seek(player.time.peek() - JUMP);
    } else if (event.key === 'l' || event.key === 'L') {
      player.seek(player.time.peek() + JUMP);
    } else {
      return;
    }
    event.preventDefault();
  };
  document.addEventListener('keydown', down);
  return () => document.removeEventListener('keydown', down);
}
