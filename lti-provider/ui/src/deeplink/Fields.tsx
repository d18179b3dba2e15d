import type { ComponentChildren, TargetedInputEvent } from 'preact';
import { deeplink as words } from '../i18n/en/deeplink';
import { date, say } from '../i18n/text';
import { PlanFields } from '../schedule/PlanFields';
import { zoneHere } from '../schedule/zone';
import type { Draft } from './draft';
import type { ChoiceModel, Room } from './model';

type TextField = 'title' | 'text' | 'points' | 'shownFrom' | 'shownUntil';

interface Props {
  readonly model: ChoiceModel;
}

/** The fields of one link. */
export function Fields({ model }: Props) {
  const { rooms, lineItem } = model.bootstrap;
  const draft = model.draft.value;
  return (
    <div class="choice-fields">
      {rooms.length > 0 && <RoomField model={model} />}
      <Labelled model={model} field="title" label={words.name}>
        <input type="text" maxLength={200} {...inputOf(model, 'title')} />
      </Labelled>
      {draft.kind === 'class' && <When model={model} />}
      {lineItem && <Graded model={model} />}
      <details class="choice-more">
        <summary>{words.more}</summary>
        <div class="choice-fields">
          <TextArea model={model} />
          {model.bootstrap.newTab && (
            <Check model={model} field="newTab" label={words.newTab} hint={words.newTabHint} />
          )}
          <Labelled model={model} field="shownFrom" label={words.shownFrom}>
            <input type="datetime-local" {...inputOf(model, 'shownFrom')} />
          </Labelled>
          <Labelled model={model} field="shownUntil" label={words.shownUntil}>
            <input type="datetime-local" {...inputOf(model, 'shownUntil')} />
          </Labelled>
          <p class="small quiet">{say(words.zone, { zone: zoneHere() })}</p>
        </div>
      </details>
    </div>
  );
}

function RoomField({ model }: Props) {
  return (
    <>
      <label class="field">
        <span>{words.room}</span>
        <select
          value={model.draft.value.room}
          aria-describedby="room-hint"
          onChange={event => model.chooseRoom(event.currentTarget.value)}
        >
          <option value="">{words.newRoom}</option>
          {model.bootstrap.rooms.map(room => (
            <option key={room.id} value={room.id}>
              {nameOf(room)}
            </option>
          ))}
        </select>
      </label>
      <p id="room-hint" class="small quiet">
        {words.roomHint}
      </p>
    </>
  );
}

function nameOf(room: Room): string {
  return room.heldAt ? say(words.roomHeld, { title: room.title, date: date(room.heldAt) }) : room.title;
}

function When({ model }: Props) {
  const { plan, graded } = model.draft.value;
  return (
    <>
      <PlanFields draft={plan} fault={model.fault.value} set={changes => model.setPlan(changes)} repeats />
      {plan.every > 0 && <p class="notice">{graded ? words.dueLast : words.firstOnly}</p>}
    </>
  );
}

function Graded({ model }: Props) {
  return (
    <>
      <Check model={model} field="graded" label={words.graded} hint={words.gradedHint} />
      {model.draft.value.graded && (
        <div class="narrow">
          <Labelled model={model} field="points" label={words.points}>
            <input type="number" min={0.01} max={10_000} step="any" {...inputOf(model, 'points')} />
          </Labelled>
        </div>
      )}
    </>
  );
}

/** What every input of a text, a number or a moment has. */
function inputOf(model: ChoiceModel, field: TextField) {
  const fault = model.fault.value?.field === field;
  return {
    id: `choice-${field}`,
    value: model.draft.value[field],
    'aria-invalid': fault,
    'aria-describedby': fault ? `choice-${field}-fault` : undefined,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => model.set({ [field]: event.currentTarget.value }),
  };
}

function TextArea({ model }: Props) {
  return (
    <Labelled model={model} field="text" label={words.text}>
      <textarea
        id="choice-text"
        rows={2}
        maxLength={1000}
        value={model.draft.value.text}
        onInput={event => model.set({ text: event.currentTarget.value })}
      />
    </Labelled>
  );
}

interface LabelledProps extends Props {
  readonly field: TextField;
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A field with its name above and what is wrong with it below. */
function Labelled({ model, field, label, children }: LabelledProps) {
  const fault = model.fault.value;
  return (
    <div class="field">
      <label class="label" for={`choice-${field}`}>
        {label}
      </label>
      {children}
      {fault?.field === field && (
        <p id={`choice-${field}-fault`} class="bad-text small" role="alert">
          {fault.text}
        </p>
      )}
    </div>
  );
}

interface CheckProps extends Props {
  readonly field: keyof Draft & ('graded' | 'newTab');
  readonly label: string;
  readonly hint: string;
}

function Check({ model, field, label, hint }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={model.draft.value[field]}
        onChange={event => model.set({ [field]: event.currentTarget.checked })}
      />
      <span>
        {label}
        <br />
        <span class="small quiet">{hint}</span>
      </span>
    </label>
  );
}
