import { admin as common } from '../i18n/en/admin';
import { storage as words } from '../i18n/en/admin-more';
import { number, say } from '../i18n/text';
import { bytes } from './bytes';
import { Part, useLoaded } from './load';
import type { AdminModel } from './model';
import type { Me, StorageUse } from './types';

/** What recordings take, the largest course first. */
export function Storage({ model, me }: { readonly model: AdminModel; readonly me: Me }) {
  const loaded = useLoaded(() => model.call<StorageUse>('GET', 'storage'));
  const state = loaded.value.value;
  return (
    <Part loaded={loaded}>
      <p>{words.lead}</p>
      {state && (
        <>
          <p>
            <strong>{say(words.total, { bytes: bytes(state.total) })}</strong>{' '}
            {state.free !== undefined && <span class="quiet">{say(words.free, { free: bytes(state.free) })}</span>}
          </p>
          {state.courses.length === 0 ? <p class="quiet">{words.none}</p> : <Table state={state} me={me} />}
        </>
      )}
    </Part>
  );
}

function Table({ state, me }: { readonly state: StorageUse; readonly me: Me }) {
  return (
    <section class="card">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard */}
      <section class="table-frame" tabIndex={0} aria-label={common.section.storage}>
        <table class="list numbers">
          <thead>
            <tr>
              <th scope="col">{words.course}</th>
              {me.server && <th scope="col">{words.school}</th>}
              <th scope="col" class="figure">
                {words.recordings}
              </th>
              <th scope="col" class="figure">
                {words.size}
              </th>
            </tr>
          </thead>
          <tbody>
            {state.courses.map(one => (
              <tr key={`${one.deploymentId} ${one.course}`}>
                <th scope="row" class="wrapped">
                  {one.course || words.noCourse}
                </th>
                {me.server && <td class="wrapped">{`${one.school} · ${one.deploymentId}`}</td>}
                <td class="figure">{number(one.recordings)}</td>
                <td class="figure">{bytes(one.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
