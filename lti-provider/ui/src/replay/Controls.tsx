import { replay as words } from '../i18n/en/replay';
import { clock, say } from '../i18n/text';
import { BackTenIcon, ForwardTenIcon, PauseIcon, PlayIcon, SoundIcon, SoundOffIcon } from '../ui/icons';
import type { Player } from './player';

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2];
const JUMP = 10_000_000;
const STEP = 5_000_000;

export function Controls({ player }: { readonly player: Player }) {
  const playing = player.playing.value;
  return (
    <footer class="replay-controls">
      <Position player={player} />
      <div class="replay-buttons">
        <button
          type="button"
          class="button primary play"
          aria-label={playing ? words.pause : words.play}
          title={playing ? words.pause : words.play}
          onClick={() => void player.toggle()}
        >
          {playing ? <PauseIcon /> : <PlayIcon />}
        </button>
        <Jump player={player} by={-JUMP} />
        <Jump player={player} by={JUMP} />
        <Time player={player} />
        <span class="spring" />
        <Volume player={player} />
        <Speed player={player} />
      </div>
    </footer>
  );
}

function Time({ player }: { readonly player: Player }) {
  return (
    <p class="numbers">
      {clock(player.time.value / 1e6)} <span class="quiet">/ {clock(player.end / 1e6)}</span>
    </p>
  );
}

function Jump({ player, by }: { readonly player: Player; readonly by: number }) {
  const label = by < 0 ? words.back : words.forward;
  return (
    <button
      type="button"
      class="plain square"
      aria-label={label}
      title={label}
      onClick={() => player.seek(player.time.peek() + by)}
    >
      {by < 0 ? <BackTenIcon /> : <ForwardTenIcon />}
    </button>
  );
}

function Position({ player }: { readonly player: Player }) {
  const micros = player.time.value;
  const total = player.end;
  const text = say(words.positionText, { time: clock(micros / 1e6), total: clock(total / 1e6) });
  return (
    <div class="timeline">
      <svg class="timeline-marks" viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="mark-all" y="5" width="1000" height="6" />
        <rect class="mark-done" y="5" width={(micros / total) * 1000} height="6" />
        {player.timeline.chapters.slice(1).map(chapter => (
          <rect
            key={`${chapter.micros} ${chapter.title}`}
            class="mark-chapter"
            x={(chapter.micros / total) * 1000 - 1}
            width="3"
            height="16"
          />
        ))}
      </svg>
      <input
        type="range"
        min={0}
        max={Math.ceil(total / 1e6)}
        step={0.1}
        value={micros / 1e6}
        aria-label={words.position}
        aria-valuetext={text}
        onInput={event => player.seek(Number(event.currentTarget.value) * 1e6)}
        onKeyDown={event => {
          const by = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP }[event.key];
          if (by !== undefined) {
            event.preventDefault();
            player.seek(player.time.peek() + by);
          } else if (event.key === ' ') {
            event.preventDefault();
            void player.toggle();
          }
        }}
      />
    </div>
  );
}

function Speed({ player }: { readonly player: Player }) {
  return (
    <label class="replay-speed">
      <span class="label">{words.speed}</span>
      <select value={String(player.rate.value)} onChange={event => player.setRate(Number(event.currentTarget.value))}>
        {SPEEDS.map(speed => (
          <option key={speed} value={String(speed)}>
            {say(words.times, { count: speed })}
          </option>
        ))}
      </select>
    </label>
  );
}

function Volume({ player }: { readonly player: Player }) {
  const volume = player.volume.value;
  return (
    <div class="replay-volume">
      <button
        type="button"
        class="plain square"
        aria-label={volume > 0 ? words.mute : words.unmute}
        title={volume > 0 ? words.mute : words.unmute}
        onClick={() => player.setVolume(volume > 0 ? 0 : 1)}
      >
        {volume > 0 ? <SoundIcon /> : <SoundOffIcon />}
      </button>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={volume}
        aria-label={words.volume}
        onInput={event => player.setVolume(Number(event.currentTarget.value))}
      />
    </div>
  );
}
