import { groups as words } from '../i18n/en/groups';
import { names, say } from '../i18n/text';
import type { Draft, GroupsModel, Line, Look } from './model';

const LINES_SHOWN = 10;

interface Props {
  readonly model: GroupsModel;
  readonly draft: Draft;
  readonly look: Look;
}

/** What a list says of the course, before it is kept. */
export function Found({ model, draft, look }: Props) {
  const { counts } = look;
  return (
    <section class="groups-found" aria-label={words.found}>
      <div role="status">
        <p class="strong">{say(words.matched, { count: counts.matched })}</p>
        {counts.expected > 0 && <p>{say(words.waiting, { count: counts.expected })}</p>}
        {counts.unmatched > 0 && (
          <p>{say(words.unmatched, { count: counts.unmatched, lines: linesOf(look.unmatched, counts.unmatched) })}</p>
        )}
        {counts.incomplete > 0 && (
          <p>
            {say(words.incomplete, { count: counts.incomplete, lines: linesOf(look.incomplete, counts.incomplete) })}
          </p>
        )}
        {counts.ambiguous > 0 && <p>{say(words.ambiguous, { count: counts.ambiguous })}</p>}
      </div>
      {look.ambiguous.map(one => (
        <label key={one.line} class="field">
          <span>{say(words.lineOf, { line: String(one.line), shown: one.shown, group: one.group })}</span>
          <select
            value={draft.choices[one.line] ?? ''}
            onChange={event => {
              model.set({ choices: { ...draft.choices, [one.line]: event.currentTarget.value } });
            }}
          >
            <option value="">{words.leaveOut}</option>
            {one.candidates.map((candidate, i) => (
              <option key={candidate.person} value={candidate.person}>
                {say(words.candidate, { name: candidate.name, n: i + 1 })}
              </option>
            ))}
          </select>
        </label>
      ))}
      {look.twice.slice(0, LINES_SHOWN).map(one => (
        <p key={one.name} class="small">
          {say(words.twice, { name: one.name, groups: names(one.groups) })}
        </p>
      ))}
      <Table look={look} />
    </section>
  );
}

/** The first lines, and how many more. */
function linesOf(lines: readonly Line[], count: number): string {
  const shown = lines.slice(0, LINES_SHOWN).map(one => say(words.line, { line: String(one.line) }));
  return count > shown.length ? `${shown.join(', ')} …` : names(shown);
}

function Table({ look }: { readonly look: Look }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled with the keyboard
    <section class="table-frame groups-table" tabIndex={0} aria-label={words.found}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.group}</th>
            <th scope="col">{words.people}</th>
          </tr>
        </thead>
        <tbody>
          {look.groups.map(group => (
            <tr key={group.name}>
              <th scope="row">{group.name}</th>
              <td>
                {names(group.people.map(person => person.name))}
                {group.expected.length > 0 && (
                  <span class="quiet"> {say(words.expected, { names: names(group.expected) })}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
