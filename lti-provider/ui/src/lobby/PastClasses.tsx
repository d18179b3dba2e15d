import { useSignal } from '@preact/signals';
import { sentenceOf } from '../api/problem';
import type { Attendance, Attendee, HeldSession } from '../api/types';
import { lobby as words } from '../i18n/en/lobby';
import { dateTime, number, say, timeOfDay } from '../i18n/text';
import type { LobbyModel } from './model';
import { strokesOf } from './presence';

interface PastClassesProps {
  readonly model: LobbyModel;
  readonly sessions: readonly HeldSession[];
}

export function PastClasses({ model, sessions }: PastClassesProps) {
  return (
    <section class="card">
      <h2>{words.past}</h2>
      {sessions.length === 0 ? (
        <p class="quiet">{words.noPast}</p>
      ) : (
        <ul class="rows">
          {sessions.map(session => (
            <PastClass key={session.id} model={model} session={session} />
          ))}
        </ul>
      )}
    </section>
  );
}

function PastClass({ model, session }: { readonly model: LobbyModel; readonly session: HeldSession }) {
  const attendance = useSignal<Attendance | null>(null);
  const problem = useSignal<string | null>(null);
  const when = dateTime(session.startedAt);
  const shown = attendance.value;
  const toggle = async () => {
    if (attendance.peek() !== null) {
      attendance.value = null;
      return;
    }
    try {
      problem.value = null;
      attendance.value = await model.attendance(session.id);
    } catch (refused) {
      problem.value = sentenceOf(refused);
    }
  };
  return (
    <li class="row wrap">
      <div class="row-main">
        <h3>{when}</h3>
        <p class="small quiet">
          {session.endedAt ? timeOfDay(session.endedAt) : words.now} · {say(words.present, { count: session.present })}
        </p>
      </div>
      <div class="row-actions">
        <button
          type="button"
          class="button"
          aria-expanded={shown !== null}
          aria-label={`${shown ? words.hide : words.show}: ${say(words.attendanceOf, { when })}`}
          onClick={() => void toggle()}
        >
          {shown ? words.hide : words.show}
        </button>
        <button type="button" class="plain small" onClick={() => void download(model, session)}>
          {words.csv}
        </button>
      </div>
      {problem.value && <p class="notice bad">{problem.value}</p>}
      {shown && <Table attendance={shown} when={when} />}
    </li>
  );
}

function Table({ attendance, when }: { readonly attendance: Attendance; readonly when: string }) {
  const from = Date.parse(attendance.startedAt);
  const to = attendance.endedAt ? Date.parse(attendance.endedAt) : Date.now();
  return (
    <div class="table-frame">
      <table class="attendance">
        <caption class="spoken">{say(words.attendanceOf, { when })}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col" class="figure">
              {words.minutes}
            </th>
            <th scope="col">{words.presence}</th>
          </tr>
        </thead>
        <tbody>
          {attendance.people.map(person => (
            <tr key={person.person}>
              <th scope="row">{person.name}</th>
              <td class="figure numbers">{number(Math.round(person.minutes))}</td>
              <td>
                <Presence person={person} from={from} to={to} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Presence({ person, from, to }: { readonly person: Attendee; readonly from: number; readonly to: number }) {
  const said = person.spans
    .map(span => say(words.presentFromTo, { from: timeOfDay(span.from), to: span.to ? timeOfDay(span.to) : words.now }))
    .join(', ');
  return (
    <>
      <svg class="presence" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="presence-all" width="1000" height="8" />
        {strokesOf(person.spans, from, to).map(stroke => (
          <rect key={stroke.x} class="presence-here" x={stroke.x} width={stroke.width} height="8" />
        ))}
      </svg>
      <span class="small quiet">{said}</span>
    </>
  );
}

async function download(model: LobbyModel, session: HeldSession): Promise<void> {
  const address = URL.createObjectURL(await model.csv(session.id));
  const link = document.createElement('a');
  link.href = address;
  link.download = `attendance-${session.startedAt.slice(0, 10)}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
