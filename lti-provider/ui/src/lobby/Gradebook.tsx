import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { sentenceOf } from '../api/problem';
import type { GradeRule, Grades, Scored } from '../api/types';
import { grades as words } from '../i18n/en/grades';
import { number, say, timeOfDay } from '../i18n/text';
import { type Said, SaveLine } from '../ui/SaveLine';
import { Switch } from '../ui/Switch';
import type { GradebookModel } from './grading';

const MOST = { minutes: 600, percent: 100 } as const;

/** How attendance becomes a grade, and what the LMS has of it. */
export function Gradebook({ model }: { readonly model: GradebookModel }) {
  useEffect(() => {
    void model.load();
    return () => model.stop();
  }, [model]);
  const grades = model.grades.value;
  return (
    <section class="card" aria-labelledby="gradebook-title">
      <h2 id="gradebook-title">{words.title}</h2>
      {model.problem.value && (
        <p class="notice bad" role="status">
          {model.problem.value}
        </p>
      )}
      {grades?.unavailable ? (
        <p class="quiet">{grades.unavailable}</p>
      ) : (
        grades && <Open model={model} grades={grades} />
      )}
    </section>
  );
}

function Open({ model, grades }: { readonly model: GradebookModel; readonly grades: Grades }) {
  const again = grades.rule.send && (grades.problem || grades.people.some(one => one.state !== 'sent'));
  return (
    <>
      <Rule model={model} rule={grades.rule} />
      {grades.problem && (
        <p class="notice bad" role="status">
          {say(words.problem, { problem: grades.problem })}
          <br />
          {grades.nextTryAt && say(words.nextTry, { time: timeOfDay(grades.nextTryAt) })}
        </p>
      )}
      {grades.rule.send && grades.people.length === 0 && <p class="small quiet">{words.none}</p>}
      {grades.people.length > 0 && <Scores people={grades.people} />}
      {again && (
        <button type="button" class="button fit" onClick={() => void model.retry()}>
          {words.retry}
        </button>
      )}
    </>
  );
}

function Scores({ people }: { readonly people: readonly Scored[] }) {
  return (
    <div class="table-frame">
      <table class="attendance scores">
        <caption class="spoken">{words.who}</caption>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col" class="figure">
              {words.grade}
            </th>
            <th scope="col">{words.state}</th>
          </tr>
        </thead>
        <tbody>
          {people.map(person => (
            <tr key={person.person}>
              <th scope="row">{person.name}</th>
              <td class="figure numbers">
                {say(words.of, { given: number(person.given), maximum: number(person.maximum) })}
              </td>
              <td>
                <State person={person} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function State({ person }: { readonly person: Scored }) {
  const problem = person.problem ?? '';
  switch (person.state) {
    case 'sent':
      return <span class="live-text">{words.sent}</span>;
    case 'waiting':
      return <span class="quiet">{words.waiting}</span>;
    case 'kept':
      return (
        <>
          {say(words.kept, { problem })}
          <br />
          <span class="small quiet">{words.keptHint}</span>
        </>
      );
    case 'failed':
      return <span class="bad-text">{say(words.failed, { problem })}</span>;
  }
}

function Rule({ model, rule }: { readonly model: GradebookModel; readonly rule: GradeRule }) {
  const send = useSignal(rule.send);
  const measure = useSignal(rule.measure);
  const enough = useSignal(String(rule.enough));
  const points = useSignal(String(rule.points));
  const partial = useSignal(rule.partial);
  const said = useSignal<Said>(null);
  const save = async () => {
    const wish = {
      send: send.value,
      measure: measure.value,
      enough: Number(enough.value),
      points: Number(points.value),
      partial: partial.value,
    };
    const wrong = mistake(wish);
    if (wrong !== null) {
      said.value = { text: wrong, bad: true };
      return;
    }
    try {
      await model.save(wish);
      said.value = { text: words.saved, bad: false };
    } catch (problem) {
      said.value = { text: sentenceOf(problem), bad: true };
    }
  };
  return (
    <form
      class="settings"
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      <p class="small quiet">
        {words.intro} {words.several}
      </p>
      <Switch on={send} label={words.send} />
      <div class="rule-fields">
        <label class="field">
          <span>{words.measure}</span>
          <select
            value={measure.value}
            onChange={event => {
              measure.value = event.currentTarget.value === 'minutes' ? 'minutes' : 'percent';
            }}
          >
            <option value="percent">{words.percent}</option>
            <option value="minutes">{words.minutes}</option>
          </select>
        </label>
        <label class="field">
          <span>{words.enough}</span>
          <input
            type="number"
            min={1}
            max={MOST[measure.value]}
            inputMode="numeric"
            value={enough.value}
            onInput={event => {
              enough.value = event.currentTarget.value;
            }}
          />
        </label>
        <label class="field">
          <span>{words.points}</span>
          <input
            type="number"
            min={0}
            max={10_000}
            step="any"
            inputMode="decimal"
            value={points.value}
            onInput={event => {
              points.value = event.currentTarget.value;
            }}
          />
        </label>
      </div>
      <Switch on={partial} label={words.partial} hint={words.partialHint} />
      <SaveLine label={words.save} said={said.value} />
    </form>
  );
}

/** What is wrong with a rule, in words; null when nothing is. */
function mistake(rule: GradeRule): string | null {
  const most = MOST[rule.measure];
  if (!Number.isInteger(rule.enough) || rule.enough < 1 || rule.enough > most) {
    return say(words.badEnough, { most });
  }
  return rule.points > 0 && rule.points <= 10_000 ? null : words.badPoints;
}
