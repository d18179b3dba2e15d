import { useSignal } from '@preact/signals';
import { sentenceOf } from '../api/problem';
import type { Attendance, HeldSession } from '../api/types';
import { lobby as words } from '../i18n/en/lobby';
import { dateTime, say, timeOfDay } from '../i18n/text';
import { AttendanceTable } from './AttendanceTable';
import type { LobbyModel } from './model';

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
  const excuse = async (person: string, excused: boolean) => {
    try {
      problem.value = null;
      await model.excuse(session.id, person, excused);
    } catch (refused) {
      problem.value = sentenceOf(refused);
    }
    attendance.value = await model.attendance(session.id).catch(() => attendance.peek());
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
      {shown && (
        <AttendanceTable
          attendance={shown}
          when={when}
          onExcuse={(person, excused) => void excuse(person.person, excused)}
        />
      )}
    </li>
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
