import { useSignal } from '@preact/signals';
import { sentenceOf } from '../api/problem';
import { lobby as words } from '../i18n/en/lobby';
import { say } from '../i18n/text';
import { Field } from '../ui/Field';
import { type Said, SaveLine } from '../ui/SaveLine';
import type { LobbyModel } from './model';

const MOST_LETTERS = 60;

/** What the others see where the LMS does not tell the name, and how to change it. */
export function NameForm({ model }: { readonly model: LobbyModel }) {
  const name = useSignal(model.name.value);
  const said = useSignal<Said>(null);
  const save = async () => {
    try {
      name.value = await model.chooseName(name.value);
      said.value = { text: say(words.nameSaved, { name: name.value }), bad: false };
    } catch (problem) {
      said.value = { text: sentenceOf(problem), bad: true };
    }
  };
  return (
    <form
      class="settings lobby-name"
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={words.ownName}
        hint={words.nameHint}
        value={name.value}
        maxLength={MOST_LETTERS}
        onValue={value => {
          name.value = value;
        }}
      />
      <SaveLine label={words.nameUse} said={said.value} />
    </form>
  );
}
