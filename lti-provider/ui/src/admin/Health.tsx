import { useSignal } from '@preact/signals';
import { sentenceOf } from '../api/problem';
import { admin as common, health as words } from '../i18n/en/admin';
import { dateTime, number, say, timeOfDay } from '../i18n/text';
import { bytes } from './bytes';
import { Part, useLoaded } from './load';
import type { AdminModel } from './model';
import type { HealthLine, Health as HealthState, Me, State } from './types';

type Table = Readonly<Record<string, Readonly<Record<string, string>>>>;

const WORST: Readonly<Record<State, number>> = { bad: 0, warn: 1, good: 2, nothing: 2 };

/** First whether anything is to be done, then every line. */
export function Health({ model, me }: { readonly model: AdminModel; readonly me: Me }) {
  const loaded = useLoaded(() => model.call<HealthState>('GET', 'health'));
  const state = loaded.value.value;
  return (
    <Part loaded={loaded}>
      {state && (
        <>
          <Summary model={model} lines={state.lines} />
          {groupsOf(state.lines).map(([school, lines]) => (
            <section key={school} class="card">
              <h2>{school === '' ? common.server : school}</h2>
              <ul class="rows">
                {lines.map(line => (
                  <Line key={line.check} model={model} me={me} line={line} again={loaded.load} />
                ))}
              </ul>
            </section>
          ))}
          <p class="row-actions small quiet">
            {say(words.looked, { time: timeOfDay(state.at) })}
            <button type="button" class="button small" onClick={() => void loaded.load()}>
              {common.refresh}
            </button>
          </p>
        </>
      )}
    </Part>
  );
}

/** The server's lines, then each school's. */
function groupsOf(lines: readonly HealthLine[]): [string, HealthLine[]][] {
  const groups = new Map<string, HealthLine[]>();
  for (const line of lines) {
    const key = line.registration === undefined ? '' : `${line.school} · ${line.registration}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const names = [...groups.keys()].map(key => key.replace(/ · \d+$/, ''));
  return [...groups].map(([key, all]) => {
    const name = key.replace(/ · \d+$/, '');
    // Two schools of one name keep their numbers.
    return [names.filter(one => one === name).length > 1 ? key : name, all];
  });
}

function Summary({ model, lines }: { readonly model: AdminModel; readonly lines: readonly HealthLine[] }) {
  const todo = lines
    .filter(line => line.state === 'bad' || line.state === 'warn')
    .sort((a, b) => WORST[a.state] - WORST[b.state]);
  const [first] = todo;
  if (!first) {
    return (
      <p class="notice health-good" role="status">
        <strong>{words.allGood}</strong>
      </p>
    );
  }
  return (
    <div class={first.state === 'bad' ? 'notice bad' : 'notice warn'} role="status">
      <strong>{say(words.toDo, { count: todo.length })}</strong>
      <p>
        {first.school && `${first.school}: `}
        {sentence(words.line, first)} {sentence(words.todo, first)}
      </p>
      {first.check === 'registrations' && (
        <button type="button" class="button" onClick={() => model.open('registrations')}>
          {words.goRegistrations}
        </button>
      )}
    </div>
  );
}

interface LineProps {
  readonly model: AdminModel;
  readonly me: Me;
  readonly line: HealthLine;
  readonly again: () => Promise<void>;
}

function Line({ model, line, again }: LineProps) {
  const said = useSignal<{ text: string; bad: boolean } | null>(null);
  const ask = async () => {
    try {
      await model.call('POST', `registrations/${line.registration}/check`);
      said.value = { text: words.asked, bad: false };
    } catch (refused) {
      said.value = { text: sentenceOf(refused), bad: true };
    }
    await again();
  };
  const todo = sentence(words.todo, line);
  return (
    <li class="row health-line">
      <span class={`health-mark ${line.state}`} aria-hidden="true" />
      <div class="row-main">
        <p>
          <span class="spoken">{`${words.state[line.state]}: `}</span>
          {sentence(words.line, line)}
        </p>
        {todo && <p class="small health-todo">{todo}</p>}
        {line.said && (
          <p class="small quiet">
            {words.said} <q>{line.said}</q>
          </p>
        )}
        {said.value && (
          <p class={said.value.bad ? 'small bad-text' : 'small live-text'} role="status">
            {said.value.text}
          </p>
        )}
      </div>
      {line.check === 'keyset' && (
        <button
          type="button"
          class="button small"
          aria-label={say(words.askOf, { school: line.school ?? '' })}
          onClick={() => void ask()}
        >
          {words.ask}
        </button>
      )}
    </li>
  );
}

/** The catalogue's sentence for a line; empty where it has none. */
function sentence(table: Table, line: HealthLine): string {
  const entry = table[line.check]?.[line.outcome] ?? '';
  const values: Record<string, string> = { side: line.values.behind === true ? words.behind : words.ahead };
  for (const [name, value] of Object.entries(line.values)) {
    values[name] = shown(name, value);
  }
  return say(entry, values);
}

function shown(name: string, value: string | number | boolean): string {
  if (typeof value === 'number') {
    return name === 'free' || name === 'used' ? bytes(value) : number(value);
  }
  return /^\d{4}-\d\d-\d\dT/.test(String(value)) ? dateTime(String(value)) : String(value);
}
