import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { sentenceOf } from '../api/problem';
import { common } from '../i18n/en/common';
import { course as words } from '../i18n/en/course';
import { dateTime, say, timeOfDay } from '../i18n/text';
import { strokesOf } from '../lobby/presence';
import type { CourseModel } from './model';
import type { Timeline, Visit } from './types';

/** One student's attendance, as a grade in the LMS opens it. */
export function StudentPage({ model }: { readonly model: CourseModel }) {
  const timeline = useSignal<Timeline | null>(null);
  const problem = useSignal<string | null>(null);
  useEffect(() => {
    model
      .timeline()
      .then(answer => {
        timeline.value = answer;
      })
      .catch(refused => {
        problem.value = sentenceOf(refused);
      });
  }, []);
  const name = timeline.value?.name ?? model.bootstrap.student;
  return (
    <main class="lobby">
      <header class="lobby-title">
        <p class="quiet">{model.bootstrap.course.title}</p>
        <h1>{name ? say(words.studentTitle, { name }) : words.studentSomebody}</h1>
      </header>
      {problem.value && (
        <p class="notice bad" role="alert">
          {problem.value}
        </p>
      )}
      {!timeline.value && !problem.value && <p class="quiet">{words.loading}</p>}
      {timeline.value && <Visits timeline={timeline.value} />}
    </main>
  );
}

function Visits({ timeline }: { readonly timeline: Timeline }) {
  const { visits } = timeline;
  if (visits.length === 0) {
    return <p>{timeline.name ? words.studentNoClass : words.studentUnknown}</p>;
  }
  const present = visits.filter(visit => visit.spans.length > 0).length;
  return (
    <section class="card">
      <h2>{say(words.studentSum, { present, count: visits.length })}</h2>
      <ul class="rows">
        {visits.map(visit => (
          <Row key={visit.session.id} visit={visit} />
        ))}
      </ul>
    </section>
  );
}

function Row({ visit }: { readonly visit: Visit }) {
  const { session, spans } = visit;
  const from = Date.parse(session.startedAt);
  const to = session.endedAt ? Date.parse(session.endedAt) : Date.now();
  const times = spans.map(span =>
    say(words.fromTo, { from: timeOfDay(span.from), to: span.to ? timeOfDay(span.to) : words.now }),
  );
  return (
    <li class="row">
      <div class="row-main">
        <h3>{session.title}</h3>
        <p class="small quiet">{dateTime(session.startedAt)}</p>
      </div>
      <div class="visit">
        {spans.length === 0 ? (
          <p class="quiet">{words.studentAbsent}</p>
        ) : (
          <>
            <p class="numbers">
              {say(common.minutes, { count: visit.minutes })} <span class="small quiet">{times.join(', ')}</span>
            </p>
            <svg class="presence" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
              <rect class="presence-all" width="1000" height="8" />
              {strokesOf(spans, from, to).map(stroke => (
                <rect key={stroke.x} class="presence-here" x={stroke.x} width={stroke.width} height="8" />
              ))}
            </svg>
          </>
        )}
      </div>
    </li>
  );
}
