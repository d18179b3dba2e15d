import { useSignal } from '@preact/signals';
import { policies as words } from '../i18n/en/admin-more';
import { Part, useLoaded } from './load';
import type { AdminModel } from './model';
import { PolicyForm } from './PolicyForm';
import type { Me, PolicyOf } from './types';

/** What teachers of a deployment may do; whoever runs the server chooses the deployment first. */
export function Policies({ model, me }: { readonly model: AdminModel; readonly me: Me }) {
  const loaded = useLoaded(() => model.call<{ policies: PolicyOf[] }>('GET', 'policies'));
  const chosen = useSignal<number | null>(null);
  const all = loaded.value.value?.policies ?? [];
  const shown = all.find(one => one.deployment === chosen.value) ?? all[0];
  return (
    <Part loaded={loaded}>
      <p>{words.lead}</p>
      {loaded.value.value && !shown && <p class="quiet">{words.none}</p>}
      {me.server && shown && (
        <label class="field">
          <span>{words.whose}</span>
          <select
            value={String(shown.deployment)}
            onChange={event => {
              chosen.value = Number(event.currentTarget.value);
            }}
          >
            {all.map(one => (
              <option key={one.deployment} value={String(one.deployment)}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
      )}
      {shown && <PolicyForm key={shown.deployment} model={model} whose={shown} onSaved={loaded.load} />}
    </Part>
  );
}
