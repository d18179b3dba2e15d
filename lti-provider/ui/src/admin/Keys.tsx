import { useSignal } from '@preact/signals';
import { keys as words } from '../i18n/en/admin-more';
import { date, dateTime, say } from '../i18n/text';
import { Copied } from './Copied';
import { Part, useLoaded } from './load';
import type { AdminModel } from './model';
import type { Keys as KeysState, ToolKey } from './types';

/** Our own keys: which signs, which is next, and the change from one to the other. */
export function Keys({ model }: { readonly model: AdminModel }) {
  const loaded = useLoaded(() => model.call<KeysState>('GET', 'keys'));
  const said = useSignal('');
  const state = loaded.value.value;
  const waiting = state?.keys.some(key => key.state === 'next') ?? false;
  const rotate = () =>
    loaded.change(async () => {
      const next = await model.call<ToolKey>('POST', 'keys/rotate');
      said.value = say(words.rotated, { from: dateTime(next.signsFrom) });
    });
  return (
    <Part loaded={loaded}>
      <p>{words.lead}</p>
      {state && (
        <>
          <section class="card">
            <ul class="rows">
              {state.keys.map(key => (
                <li key={key.kid} class="row">
                  <div class="row-main">
                    <h2>{standing(key)}</h2>
                    <p class="small quiet wrapped">
                      {key.kid} · {say(words.made, { at: date(key.createdAt) })}
                    </p>
                  </div>
                </li>
              ))}
            </ul>
            <p class="quiet">
              {state.everyDays > 0 ? say(words.schedule, { count: state.everyDays }) : words.noSchedule}
            </p>
            <div class="row-actions">
              <button type="button" class="button" disabled={waiting} onClick={() => void rotate()}>
                {words.rotate}
              </button>
              <span role="status">{said.value || (waiting ? words.waiting : '')}</span>
            </div>
          </section>
          <section class="card">
            <h2>{words.lost}</h2>
            <p>{words.lostText}</p>
          </section>
          <Copied label={words.address} text={state.address} />
        </>
      )}
    </Part>
  );
}

function standing(key: ToolKey): string {
  switch (key.state) {
    case 'signs':
      return say(words.signs, { since: date(key.signsFrom) });
    case 'next':
      return say(words.next, { from: dateTime(key.signsFrom) });
    default:
      return say(words.kept, { until: dateTime(key.publishedUntil ?? key.signsFrom) });
  }
}
