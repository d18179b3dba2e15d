import { useSignal } from '@preact/signals';
import { sentenceOf } from '../api/problem';
import { course as words } from '../i18n/en/course';
import { dateTime, number, say } from '../i18n/text';
import type { CourseModel } from './model';
import type { Matrix } from './types';

/** Students by classes, asked for when staff want to see it. */
export function AttendanceMatrix({ model }: { readonly model: CourseModel }) {
  const matrix = useSignal<Matrix | null>(null);
  const problem = useSignal<string | null>(null);
  const attempt = async (call: () => Promise<void>) => {
    problem.value = null;
    try {
      await call();
    } catch (refused) {
      problem.value = sentenceOf(refused);
    }
  };
  const show = () =>
    attempt(async () => {
      matrix.value = await model.matrix();
    });
  const shown = matrix.value;
  return (
    <section class="card">
      <h2>{words.attendance}</h2>
      {problem.value && (
        <p class="notice bad" role="alert">
          {problem.value}
        </p>
      )}
      <div class="row-actions">
        {!shown && (
          <button type="button" class="button" onClick={() => void show()}>
            {words.showAttendance}
          </button>
        )}
        <button type="button" class="plain" onClick={() => void attempt(() => download(model))}>
          {words.csv}
        </button>
      </div>
      <div role="status">
        {shown && shown.sessions.length === 0 && <p class="quiet">{words.noAttendance}</p>}
        {shown && shown.sessions.length > 0 && <p class="small quiet">{words.attendanceHint}</p>}
      </div>
      {shown && shown.sessions.length > 0 && <Table matrix={shown} />}
    </section>
  );
}

function Table({ matrix }: { readonly matrix: Matrix }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section class="table-frame" tabIndex={0} aria-label={words.attendance}>
      <table class="matrix numbers">
        <caption class="spoken">{words.attendance}</caption>
        <thead>
          <tr>
            <th scope="col">{words.student}</th>
            <th scope="col">{words.present}</th>
            {matrix.sessions.map(session => (
              <th key={session.id} scope="col">
                <span class="matrix-class">{session.title}</span>
                <span class="quiet">{dateTime(session.startedAt)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.people.map(person => (
            <tr key={person.person}>
              <th scope="row">{person.name}</th>
              <td>
                {say(words.presentOf, {
                  present: person.minutes.filter(minutes => minutes > 0).length,
                  count: person.minutes.length,
                })}
              </td>
              {person.minutes.map((minutes, i) => (
                <td key={matrix.sessions[i]?.id}>{minutes > 0 ? number(minutes) : <Absent />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Absent() {
  return (
    <span class="quiet">
      <span aria-hidden="true">–</span>
      <span class="spoken">{words.absent}</span>
    </span>
  );
}

async function download(model: CourseModel): Promise<void> {
  const address = URL.createObjectURL(await model.csv());
  const link = document.createElement('a');
  link.href = address;
  link.download = 'attendance.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
