import { deeplink as words } from '../i18n/en/deeplink';
import type { Kind } from './draft';
import type { ChoiceModel } from './model';

interface CardProps {
  readonly model: ChoiceModel;
  readonly kind: Kind;
  readonly name: string;
  readonly hint: string;
}

/** What kind of class it is; rooms for groups only where the server knows groups. */
export function Cards({ model }: { readonly model: ChoiceModel }) {
  const { groups } = model.bootstrap;
  return (
    <fieldset class="choice-cards">
      <legend>{words.kinds}</legend>
      <Card model={model} kind="course" name={words.course} hint={words.courseHint} />
      <Card model={model} kind="class" name={words.scheduled} hint={words.scheduledHint} />
      {groups && <Card model={model} kind="groups" name={words.groups} hint={words.groupsHint} />}
      {groups === 'unknown' && model.draft.value.kind === 'groups' && (
        <p class="notice" role="status">
          {words.groupsUnknown}
        </p>
      )}
    </fieldset>
  );
}

function Card({ model, kind, name, hint }: CardProps) {
  return (
    <label class="choice-card">
      <input
        type="radio"
        name="kind"
        value={kind}
        checked={model.draft.value.kind === kind}
        aria-describedby={`hint-${kind}`}
        onChange={() => model.set({ kind })}
      />
      <span>
        <strong>{name}</strong>
        <br />
        <span id={`hint-${kind}`} class="small quiet">
          {hint}
        </span>
      </span>
    </label>
  );
}
