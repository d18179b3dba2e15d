import { schedule as words } from '../i18n/en/schedule';
import { say } from '../i18n/text';
import { type Draft, type Fault, weekdayOf } from './draft';
import { Labelled } from './Labelled';
import { WEEKDAYS } from './types';
import { nameOf } from './words';

const MAX_EVERY = 8;

interface Props {
  readonly draft: Draft;
  readonly fault: Fault<string> | null;
  readonly set: (change: Partial<Draft>) => void;
}

export function RepeatFields({ draft, fault, set }: Props) {
  return (
    <>
      <label class="field">
        <span>{words.repeats}</span>
        <select value={draft.every} onChange={event => set({ every: Number(event.currentTarget.value) })}>
          <option value={0}>{words.once}</option>
          <option value={1}>{words.weekly}</option>
          <option value={2}>{words.biweekly}</option>
          {Array.from({ length: MAX_EVERY - 2 }, (_, i) => i + 3).map(weeks => (
            <option key={weeks} value={weeks}>
              {say(words.everyWeeks, { count: weeks })}
            </option>
          ))}
        </select>
      </label>
      {draft.every > 0 && (
        <>
          <Days draft={draft} fault={fault} set={set} />
          <Stops draft={draft} fault={fault} set={set} />
        </>
      )}
    </>
  );
}

/** The first class's own day is one of them, whatever is chosen. */
function Days({ draft, set }: Props) {
  const first = weekdayOf(draft.date);
  return (
    <fieldset class="plan-days">
      <legend class="label">{words.days}</legend>
      {WEEKDAYS.map(day => (
        <label key={day} class="plan-day">
          <input
            type="checkbox"
            checked={day === first || draft.days.includes(day)}
            disabled={day === first}
            aria-label={nameOf(day, 'long')}
            onChange={event =>
              set({ days: event.currentTarget.checked ? [...draft.days, day] : draft.days.filter(one => one !== day) })
            }
          />
          <span aria-hidden="true">{nameOf(day, 'short')}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Stops({ draft, fault, set }: Props) {
  const invalid = (field: 'until' | 'count') => ({
    'aria-invalid': fault?.field === field,
    'aria-describedby': fault?.field === field ? `plan-${field}-fault` : undefined,
  });
  return (
    <div class="plan-when two">
      <label class="field">
        <span>{words.stops}</span>
        <select
          value={draft.stops}
          onChange={event => set({ stops: event.currentTarget.value === 'count' ? 'count' : 'until' })}
        >
          <option value="until">{words.onDay}</option>
          <option value="count">{words.afterTimes}</option>
        </select>
      </label>
      {draft.stops === 'until' ? (
        <Labelled field="until" label={words.until} fault={fault}>
          <input
            id="plan-until"
            type="date"
            min={draft.date}
            value={draft.until}
            {...invalid('until')}
            onInput={event => set({ until: event.currentTarget.value })}
          />
        </Labelled>
      ) : (
        <Labelled field="count" label={words.times} fault={fault}>
          <input
            id="plan-count"
            type="number"
            min={1}
            max={400}
            inputMode="numeric"
            value={draft.count}
            {...invalid('count')}
            onInput={event => set({ count: event.currentTarget.value })}
          />
        </Labelled>
      )}
    </div>
  );
}
