import { useSignal } from '@preact/signals';
import { admin as common } from '../i18n/en/admin';
import { launches as words } from '../i18n/en/admin-more';
import { dateTime } from '../i18n/text';
import { Field } from '../ui/Field';
import { Part, useLoaded } from './load';
import type { AdminModel } from './model';
import type { Launches as LaunchesState, LaunchRow, Me } from './types';

/** The launch log: newest first, by code, or one launch by its id. */
export function Launches({ model, me }: { readonly model: AdminModel; readonly me: Me }) {
  const which = useSignal('');
  const code = useSignal('');
  const id = useSignal('');
  const older = useSignal<readonly LaunchRow[]>([]);
  const more = useSignal<boolean | null>(null);
  const query = (before: string) => {
    const parameters = new URLSearchParams({ code: code.value.trim() || which.value, launch: id.value.trim(), before });
    return model.call<LaunchesState>('GET', `launches?${parameters}`);
  };
  const loaded = useLoaded(() => {
    older.value = [];
    more.value = null;
    return query('');
  });
  const first = loaded.value.value;
  const rows = [...(first?.rows ?? []), ...older.value];
  const next = async () => {
    try {
      const page = await query(String(rows.at(-1)?.id ?? ''));
      older.value = [...older.value, ...page.rows];
      more.value = page.more;
    } catch {
      await loaded.load(); // which shows what is wrong
    }
  };
  return (
    <Part loaded={loaded}>
      <p>{words.lead}</p>
      <form
        class="filters"
        onSubmit={event => {
          event.preventDefault();
          void loaded.load();
        }}
      >
        <label class="field">
          <span>{words.which}</span>
          <select
            value={which.value}
            onChange={event => {
              which.value = event.currentTarget.value;
              code.value = '';
              void loaded.load();
            }}
          >
            <option value="">{words.all}</option>
            <option value="ok">{words.good}</option>
            <option value="refused">{words.refused}</option>
          </select>
        </label>
        <Field
          label={words.code}
          value={code.value}
          maxLength={60}
          onValue={value => {
            code.value = value;
          }}
        />
        <Field
          label={words.search}
          value={id.value}
          maxLength={20}
          onValue={value => {
            id.value = value;
          }}
        />
        <button type="submit" class="button">
          {words.find}
        </button>
      </form>
      <p class="small quiet">{words.searchHint}</p>
      <p role="status" class={first && rows.length === 0 ? 'quiet' : 'spoken'}>
        {first && rows.length === 0 ? words.none : ''}
      </p>
      {rows.length > 0 && (
        <section class="card">
          <Table rows={rows} me={me} />
          {(more.value ?? first?.more) && (
            <button type="button" class="button fit" onClick={() => void next()}>
              {common.more}
            </button>
          )}
        </section>
      )}
    </Part>
  );
}

function Table({ rows, me }: { readonly rows: readonly LaunchRow[]; readonly me: Me }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section class="table-frame" tabIndex={0} aria-label={common.section.launches}>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{words.when}</th>
            <th scope="col">{words.what}</th>
            {me.server && <th scope="col">{words.from}</th>}
            <th scope="col">{words.message}</th>
            <th scope="col">{words.id}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <td class="numbers">{dateTime(row.at)}</td>
              <td class="wrapped">
                {row.code === 'ok' ? (
                  <span class="live-text">{words.ok}</span>
                ) : (
                  <>
                    <code>{row.code}</code>
                    <br />
                    <span class="small quiet">{row.meaning}</span>
                  </>
                )}
              </td>
              {me.server && <td class="wrapped">{[row.school, row.deploymentId].filter(Boolean).join(' · ')}</td>}
              <td>{row.messageType?.replace(/^Lti|Request$/g, '')}</td>
              <td>
                <code>{row.launchId}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
