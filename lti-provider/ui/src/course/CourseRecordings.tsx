import { common } from '../i18n/en/common';
import { course as words } from '../i18n/en/course';
import { lobby as lobbyWords } from '../i18n/en/lobby';
import { clock, date, dateTime, say } from '../i18n/text';
import { PlayIcon } from '../ui/icons';
import type { CourseModel } from './model';
import type { CourseRecording, CourseState } from './types';

interface CourseRecordingsProps {
  readonly model: CourseModel;
  readonly state: CourseState;
}

export function CourseRecordings({ model, state }: CourseRecordingsProps) {
  const titles = new Map(state.classes.map(one => [one.id, one.title]));
  return (
    <section class="card">
      <h2>{words.recordings}</h2>
      {model.blocked.value && (
        <p class="notice warn" role="alert">
          {lobbyWords.blocked}{' '}
          <a
            href={model.blocked.value}
            target="_blank"
            rel="noopener noreferrer"
            onClick={() => {
              model.blocked.value = null;
            }}
          >
            {lobbyWords.blockedReplay}
          </a>
        </p>
      )}
      {state.recordings.length === 0 ? (
        <p class="quiet">{words.noRecordings}</p>
      ) : (
        <ul class="rows">
          {state.recordings.map(one => (
            <Row key={one.id} model={model} one={one} title={titles.get(one.class) ?? ''} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface RowProps {
  readonly model: CourseModel;
  readonly one: CourseRecording;
  readonly title: string;
}

function Row({ model, one, title }: RowProps) {
  const when = dateTime(one.startedAt);
  return (
    <li class="row">
      <div class="row-main">
        <h3>{title}</h3>
        <p class="small quiet numbers">
          {when} · {clock(one.durationSeconds)}. {say(common.recordingUntil, { date: date(one.keptUntil) })}
          {model.host && !one.released && ` ${words.notReleased}.`}
        </p>
      </div>
      {one.ready ? (
        <button
          type="button"
          class="button"
          aria-label={say(words.playOf, { title, when })}
          onClick={() => void model.openReplay(one)}
        >
          <PlayIcon />
          {words.play}
        </button>
      ) : (
        <span class="small quiet">{words.notReady}</span>
      )}
    </li>
  );
}
