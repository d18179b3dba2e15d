import { useEffect, useRef } from 'preact/hooks';
import { common } from '../i18n/en/common';
import { groups as words } from '../i18n/en/groups';
import { say } from '../i18n/text';
import { Found } from './Found';
import type { Draft, GroupsModel } from './model';
import { textOf } from './text-of';

const LARGEST_FILE = 1_000_000;

interface Props {
  readonly model: GroupsModel;
  readonly draft: Draft;
}

/** A list is pasted or opened, checked, and kept once its teacher says so. */
export function GroupList({ model, draft }: Props) {
  const look = model.look.value;
  const busy = model.busy.value;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const replaced = model.groups.value?.sets.find(set => set.id === draft.replace);
  return (
    <form
      class="groups-list"
      onSubmit={event => {
        event.preventDefault();
        void (look === null ? model.lookAtList() : model.keepList(words.kept));
      }}
    >
      <h3>{replaced ? say(words.replaceTitle, { name: replaced.name }) : words.listTitle}</h3>
      <label class="field">
        <span>{words.paste}</span>
        <textarea
          rows={6}
          required
          ref={field}
          placeholder={words.example}
          aria-describedby="groups-paste-hint"
          value={draft.text}
          onInput={event => model.set({ text: event.currentTarget.value })}
        />
      </label>
      <p id="groups-paste-hint" class="small quiet">
        {words.pasteHint}
      </p>
      <OpenFile model={model} />
      {look && (
        <>
          <Found model={model} draft={draft} look={look} />
          <label class="field narrow">
            <span>{words.name}</span>
            <input
              type="text"
              required
              maxLength={100}
              placeholder={words.namePlaceholder}
              value={draft.name}
              onInput={event => model.set({ name: event.currentTarget.value })}
            />
          </label>
        </>
      )}
      <div class="row-actions">
        <button type="submit" class="button primary" disabled={busy}>
          {look ? words.keep : busy ? words.looking : words.look}
        </button>
        <button type="button" class="plain" onClick={() => model.cancel()}>
          {common.cancel}
        </button>
      </div>
    </form>
  );
}

/** The file's content goes into the field, where one sees what is sent. */
function OpenFile({ model }: { readonly model: GroupsModel }) {
  const input = useRef<HTMLInputElement>(null);
  const open = async (file: File | undefined) => {
    if (file === undefined) {
      return;
    }
    if (file.size > LARGEST_FILE) {
      model.problem.value = words.fileTooLarge;
      return;
    }
    model.problem.value = null;
    model.set({ text: textOf(await file.arrayBuffer()) });
  };
  return (
    <div>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        {words.file}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        onChange={event => {
          void open(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
