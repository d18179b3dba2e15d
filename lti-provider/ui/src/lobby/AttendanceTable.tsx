import type { Attendance, Attendee } from '../api/types';
import { grades } from '../i18n/en/grades';
import { lobby as words } from '../i18n/en/lobby';
import { number, say, timeOfDay } from '../i18n/text';
import { strokesOf } from './presence';

interface TableProps {
  readonly attendance: Attendance;
  readonly when: string;
  readonly onExcuse: (person: Attendee, excused: boolean) => void;
}

/** Who came and when, who did not, and who need not have. */
export function AttendanceTable({ attendance, when, onExcuse }: TableProps) {
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
            <th scope="col">{grades.excused}</th>
          </tr>
        </thead>
        <tbody>
          {attendance.people.map(person => (
            <tr key={person.person}>
              <th scope="row">{person.name}</th>
              <td class="figure numbers">{number(Math.round(person.minutes))}</td>
              <td class="wide">
                {person.spans.length > 0 ? (
                  <Presence person={person} from={from} to={to} />
                ) : (
                  <span class={person.status === 'excused' ? 'quiet' : 'warn-text'}>
                    {attendance.endedAt ? grades.absent : grades.notHere}
                  </span>
                )}
              </td>
              <td>{person.role === 'student' && <Excuse person={person} onExcuse={onExcuse} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="small quiet">{source(attendance.roster)}</p>
    </div>
  );
}

function source({ asOf, problem }: Attendance['roster']): string {
  const known = asOf ? say(grades.rosterAsOf, { time: timeOfDay(asOf) }) : grades.rosterNone;
  return problem ? `${known} ${say(grades.rosterProblem, { problem })}` : known;
}

function Excuse({ person, onExcuse }: { readonly person: Attendee; readonly onExcuse: TableProps['onExcuse'] }) {
  const excused = person.status === 'excused';
  return (
    <label class="check bare">
      <input
        type="checkbox"
        role="switch"
        aria-checked={excused}
        aria-label={say(grades.excuseOf, { name: person.name })}
        checked={excused}
        onChange={event => onExcuse(person, event.currentTarget.checked)}
      />
    </label>
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
