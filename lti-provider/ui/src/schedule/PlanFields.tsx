import { schedule as words } from '../i18n/en/schedule';
import { say } from '../i18n/text';
import { type Draft, type Fault, overnight } from './draft';
import { Labelled } from './Labelled';
import { RepeatFields } from './RepeatFields';
import { zoneHere } from './zone';

interface Props {
  readonly draft: Draft;
  readonly fault: Fault<string> | null;
  readonly set: (change: Partial<Draft>) => void;
  /** Whether it may repeat, and in which zone is asked; else it is one class in the draft's zone. */
  readonly repeats: boolean;
}

/** When a class takes place, for the forms that plan one. */
export function PlanFields({ draft, fault, set, repeats }: Props) {
  const input = (field: 'date' | 'starts' | 'ends', type: 'date' | 'time') => (
    <input
      id={`plan-${field}`}
      type={type}
      value={draft[field]}
      aria-invalid={fault?.field === field}
      aria-describedby={fault?.field === field ? `plan-${field}-fault` : undefined}
      onInput={event => set({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <div class="plan-when">
        <Labelled field="date" label={draft.every === 0 ? words.date : words.firstDate} fault={fault}>
          {input('date', 'date')}
        </Labelled>
        <Labelled field="starts" label={words.starts} fault={fault}>
          {input('starts', 'time')}
        </Labelled>
        <Labelled field="ends" label={words.ends} fault={fault}>
          {input('ends', 'time')}
        </Labelled>
      </div>
      {overnight(draft) && <p class="small quiet">{words.nextDay}</p>}
      {repeats ? (
        <>
          <RepeatFields draft={draft} fault={fault} set={set} />
          <ZoneField draft={draft} set={set} />
        </>
      ) : (
        draft.zone !== zoneHere() && <p class="small quiet">{say(words.inZone, { zone: draft.zone })}</p>
      )}
    </>
  );
}

function ZoneField({ draft, set }: Pick<Props, 'draft' | 'set'>) {
  const zones = [...new Set([draft.zone, zoneHere(), ...Intl.supportedValuesOf('timeZone')])];
  return (
    <div class="field">
      <label class="label" for="plan-zone">
        {words.zone}
      </label>
      <select
        id="plan-zone"
        value={draft.zone}
        aria-describedby="plan-zone-hint"
        onChange={event => set({ zone: event.currentTarget.value })}
      >
        {zones.map(zone => (
          <option key={zone} value={zone}>
            {zone.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
      <p id="plan-zone-hint" class="small quiet">
        {words.zoneHint}
      </p>
    </div>
  );
}
