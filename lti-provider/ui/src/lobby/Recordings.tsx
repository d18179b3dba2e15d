import { useSignal } from '@preact/signals';
import type { Recorded } from '../api/types';
import { common } from '../i18n/en/common';
import { lobby as words } from '../i18n/en/lobby';
import { clock, date, dateTime, say } from '../i18n/text';
import { Confirm } from '../ui/Dialog';
import { PlayIcon } from '../ui/icons';
import type { LobbyModel } from './model';

interface RecordingsProps {
  readonly model: LobbyModel;
  readonly recordings: readonly Recorded[];
}

export function Recordings({ model, recordings }: RecordingsProps) {
  return (
    <section class="card">
      <h2>{words.recordings}</h2>
      {recordings.length === 0 ? (
        <p class="quiet">{words.noRecordings}</p>
      ) : (
        <ul class="rows">
          {recordings.map(recording => (
            <Row key={recording.id} model={model} recording={recording} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ model, recording }: { readonly model: LobbyModel; readonly recording: Recorded }) {
  const asking = useSignal(false);
  const when = dateTime(recording.startedAt);
  const facts = [
    clock(recording.durationSeconds),
    say(words.people, { count: recording.people }),
    ...(recording.rooms > 0 ? [say(words.rooms, { count: recording.rooms })] : []),
  ];
  return (
    <li class="row">
      <div class="row-main">
        <h3>{when}</h3>
        <p class="small quiet numbers">
          {facts.join(' · ')}. {say(common.recordingUntil, { date: date(recording.keptUntil) })}
        </p>
        {recording.problem && <p class="small warn-text">{recording.problem}</p>}
      </div>
      <div class="row-actions">
        {model.host && (
          <label class="check small">
            <input
              type="checkbox"
              role="switch"
              aria-checked={recording.released}
              aria-label={say(words.releaseOf, { when })}
              checked={recording.released}
              onChange={event => void model.release(recording, event.currentTarget.checked)}
            />
            {words.released}
          </label>
        )}
        {recording.ready ? (
          <button
            type="button"
            class="button"
            aria-label={say(words.playOf, { when })}
            onClick={() => void model.openReplay(recording.id)}
          >
            <PlayIcon />
            {words.play}
          </button>
        ) : (
          <span class="small quiet">{words.notReady}</span>
        )}
        {model.host && recording.ready && (
          <button
            type="button"
            class="plain small"
            aria-label={say(words.removeOf, { when })}
            onClick={() => {
              asking.value = true;
            }}
          >
            {words.remove}
          </button>
        )}
      </div>
      {asking.value && (
        <Confirm
          title={words.removeTitle}
          text={say(words.removeText, { when })}
          action={words.removeConfirm}
          onClose={() => {
            asking.value = false;
          }}
          onConfirm={() => void model.remove(recording)}
        />
      )}
    </li>
  );
}
