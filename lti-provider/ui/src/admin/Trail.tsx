import { useSignal } from '@preact/signals';
import { admin as common } from '../i18n/en/admin';
import { trail as words } from '../i18n/en/admin-more';
import { dateTime } from '../i18n/text';
import { Part, useLoaded } from './load';
import type { AdminModel } from './model';
import type { Me, TrailEntry, Trail as TrailState } from './types';

/** What administrators did, newest first. */
export function Trail({ model, me }: { readonly model: AdminModel; readonly me: Me }) {
  const older = useSignal<readonly TrailEntry[]>([]);
  const more = useSignal<boolean | null>(null);
  const loaded = useLoaded(() => model.call<TrailState>('GET', 'audit'));
  const first = loaded.value.value;
  const entries = [...(first?.entries ?? []), ...older.value];
  const next = async () => {
    const page = await model.call<TrailState>('GET', `audit?before=${entries.at(-1)?.id ?? ''}`);
    older.value = [...older.value, ...page.entries];
    more.value = page.more;
  };
  return (
    <Part loaded={loaded}>
      <p>{words.lead}</p>
      {first && entries.length === 0 && <p class="quiet">{words.none}</p>}
      {entries.length > 0 && (
        <section class="card">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard */}
          <section class="table-frame" tabIndex={0} aria-label={common.section.trail}>
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">{words.when}</th>
                  <th scope="col">{words.who}</th>
                  <th scope="col">{words.what}</th>
                  <th scope="col">{words.of}</th>
                </tr>
              </thead>
              <tbody>
                {entries.map(entry => (
                  <tr key={entry.id}>
                    <td class="numbers">{dateTime(entry.at)}</td>
                    <td>{entry.name ?? words.actor[entry.actor as keyof typeof words.actor]}</td>
                    <td>{words.action[entry.action as keyof typeof words.action]}</td>
                    <td class="wrapped">{ofWhat(entry, me)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {(more.value ?? first?.more) && (
            <button type="button" class="button fit" onClick={() => void loaded.change(next)}>
              {common.more}
            </button>
          )}
        </section>
      )}
    </Part>
  );
}

function ofWhat(entry: TrailEntry, me: Me): string {
  return [me.server ? entry.registration : undefined, entry.deployment, entry.detail].filter(Boolean).join(' · ');
}
