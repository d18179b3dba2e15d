import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { groups as words } from '../i18n/en/groups';
import { dateTime, names, say } from '../i18n/text';
import { Confirm } from '../ui/Dialog';
import { GroupList } from './GroupList';
import type { GroupOfCourse, GroupsModel, SetOfCourse } from './model';
import './groups.css';

interface Props {
  readonly model: GroupsModel;
}

/** The groups of the course for its staff: where they are known from, who is in them, and lists of one's own. */
export function Groups({ model }: Props) {
  useEffect(() => model.load(), [model]);
  const groups = model.groups.value;
  const asks = groups?.sources.some(source => source.asks) ?? false;
  return (
    <section class="card" aria-busy={model.busy.value}>
      <h2>{words.title}</h2>
      <p class="small quiet">{groups?.sets.length === 0 ? words.none : words.hint}</p>
      {groups?.sources.map(
        source =>
          source.problem && (
            <p key={source.source} class="notice warn">
              {source.problem}
            </p>
          ),
      )}
      {model.problem.value && (
        <p class="notice bad" role="alert">
          {model.problem.value}
        </p>
      )}
      <p class="spoken" role="status">
        {model.said.value}
      </p>
      {groups && groups.sets.length > 0 && (
        <ul class="rows">
          {groups.sets.map(set => (
            <Row key={set.id} model={model} set={set} students={groups.students} />
          ))}
        </ul>
      )}
      {model.draft.value === null ? (
        <div class="row-actions">
          <button type="button" class="button" onClick={() => model.begin(null)}>
            {words.give}
          </button>
          {asks && (
            <button type="button" class="plain" disabled={model.busy.value} onClick={() => void model.refresh()}>
              {model.busy.value ? words.asking : words.ask}
            </button>
          )}
        </div>
      ) : (
        <GroupList model={model} draft={model.draft.value} />
      )}
    </section>
  );
}

interface RowProps extends Props {
  readonly set: SetOfCourse;
  readonly students: number;
}

function Row({ model, set, students }: RowProps) {
  const removing = useSignal(false);
  const summary = say(words.summary, {
    source: words[set.source],
    when: dateTime(set.asOf),
    known: set.known,
    students: Math.max(students, set.known),
    count: set.groups.length,
  });
  return (
    <li class="row">
      <div class="row-main">
        <h3>{set.name}</h3>
        <p class="small quiet">{summary}</p>
        <details class="groups-of-set">
          <summary aria-label={`${words.show}: ${set.name}`}>{words.show}</summary>
          {set.source === 'launch' && <p class="small quiet">{words.names}</p>}
          <ul class="rows">
            {set.groups.map(group => (
              <GroupRow key={group.id} model={model} group={group} named={set.source === 'service'} />
            ))}
          </ul>
        </details>
      </div>
      {set.source === 'list' && (
        <div class="row-actions">
          <button
            type="button"
            class="plain"
            aria-label={say(words.replaceOf, { name: set.name })}
            onClick={() => model.begin(set)}
          >
            {words.replace}
          </button>
          <button
            type="button"
            class="plain"
            aria-label={say(words.removeOf, { name: set.name })}
            onClick={() => {
              removing.value = true;
            }}
          >
            {words.remove}
          </button>
        </div>
      )}
      {removing.value && (
        <Confirm
          title={say(words.removeTitle, { name: set.name })}
          text={words.removeText}
          action={words.removeConfirm}
          onConfirm={() => void model.remove(set, say(words.removed, { name: set.name }))}
          onClose={() => {
            removing.value = false;
          }}
        />
      )}
    </li>
  );
}

interface GroupRowProps extends Props {
  readonly group: GroupOfCourse;
  /** The LMS names it. */
  readonly named: boolean;
}

function GroupRow({ model, group, named }: GroupRowProps) {
  const renaming = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const people = group.people.map(person => person.name);
  return (
    <li class="row">
      <div class="row-main">
        <h4>
          {group.name}{' '}
          <span class="small quiet">
            {people.length > 0 ? say(words.size, { count: people.length }) : words.nobody}
          </span>
        </h4>
        {people.length > 0 && <p class="small">{names(people)}</p>}
        {group.expected.length > 0 && (
          <p class="small quiet">{say(words.expected, { names: names(group.expected) })}</p>
        )}
      </div>
      {!named && !renaming.value && (
        <button
          ref={button}
          type="button"
          class="plain"
          aria-label={say(words.renameOf, { name: group.name })}
          onClick={() => {
            renaming.value = true;
          }}
        >
          {words.rename}
        </button>
      )}
      {renaming.value && (
        <Rename
          model={model}
          group={group}
          onDone={() => {
            renaming.value = false;
            setTimeout(() => button.current?.focus());
          }}
        />
      )}
    </li>
  );
}

interface RenameProps extends Props {
  readonly group: GroupOfCourse;
  readonly onDone: () => void;
}

function Rename({ model, group, onDone }: RenameProps) {
  const name = useSignal(group.name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.select(), []);
  return (
    <form
      class="row-actions"
      onSubmit={event => {
        event.preventDefault();
        void model.rename(group, name.peek(), say(words.renamed, { name: name.peek() }));
        onDone();
      }}
    >
      <input
        ref={field}
        type="text"
        maxLength={100}
        required
        aria-label={say(words.newName, { name: group.name })}
        value={name.value}
        onInput={event => {
          name.value = event.currentTarget.value;
        }}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            onDone();
          }
        }}
      />
      <button type="submit" class="button">
        {words.save}
      </button>
    </form>
  );
}
