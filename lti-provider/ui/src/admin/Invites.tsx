import { useSignal } from '@preact/signals';
import { invites as words } from '../i18n/en/admin-registrations';
import { date, say } from '../i18n/text';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { Copied } from './Copied';
import { Part, useLoaded } from './load';
import type { AdminModel } from './model';
import type { Invite } from './types';

interface Made {
  readonly code: string;
  readonly url: string;
}

/** Codes with which schools connect by themselves. */
export function Invites({ model }: { readonly model: AdminModel }) {
  const loaded = useLoaded(() => model.call<{ address: string; invites: Invite[] }>('GET', 'invites'));
  const label = useSignal('');
  const days = useSignal('14');
  const uses = useSignal('1');
  const made = useSignal<Made | null>(null);
  const make = () =>
    loaded.change(async () => {
      made.value = await model.call<Made>('POST', 'invites', {
        label: label.value,
        days: Number(days.value),
        uses: Number(uses.value),
      });
      label.value = '';
    });
  const state = loaded.value.value;
  return (
    <Part loaded={loaded}>
      <p>{words.lead}</p>
      <form
        class="card form"
        onSubmit={event => {
          event.preventDefault();
          void make();
        }}
      >
        <h2>{words.make}</h2>
        <div class="form-grid">
          <Field
            label={words.label}
            hint={words.labelHint}
            maxLength={100}
            value={label.value}
            onValue={value => {
              label.value = value;
            }}
          />
          <Field
            label={words.days}
            type="number"
            min={1}
            max={365}
            required
            value={days.value}
            onValue={value => {
              days.value = value;
            }}
          />
          <Field
            label={words.uses}
            type="number"
            min={1}
            max={1000}
            required
            value={uses.value}
            onValue={value => {
              uses.value = value;
            }}
          />
        </div>
        <button type="submit" class="button primary fit">
          {words.make}
        </button>
      </form>
      {state && (
        <section class="card">
          {state.invites.length === 0 ? (
            <p class="quiet">{words.none}</p>
          ) : (
            <ul class="rows">
              {state.invites.map(one => (
                <One
                  key={one.id}
                  one={one}
                  onRevoke={() => void loaded.change(() => model.call('DELETE', `invites/${one.id}`))}
                />
              ))}
            </ul>
          )}
        </section>
      )}
      {made.value && state && (
        <MadeDialog
          made={made.value}
          address={state.address}
          onClose={() => {
            made.value = null;
          }}
        />
      )}
    </Part>
  );
}

function One({ one, onRevoke }: { readonly one: Invite; readonly onRevoke: () => void }) {
  const label = one.label || words.unnamed;
  return (
    <li class="row">
      <div class="row-main">
        <h3 class="wrapped">
          {label} <span class={`badge ${one.state}`}>{words.state[one.state]}</span>
        </h3>
        <p class="small quiet">
          {say(words.left, { count: one.left })}, {say(words.until, { date: date(one.expiresAt) })}
        </p>
      </div>
      {one.state === 'good' && (
        <button type="button" class="button small" aria-label={say(words.revokeOf, { label })} onClick={onRevoke}>
          {words.revoke}
        </button>
      )}
    </li>
  );
}

interface MadeProps {
  readonly made: Made;
  readonly address: string;
  readonly onClose: () => void;
}

function MadeDialog({ made, address, onClose }: MadeProps) {
  return (
    <Dialog wide title={words.madeTitle} onClose={onClose}>
      <div class="form">
        <p>{words.madeText}</p>
        <Copied label={words.address} text={made.url} />
        <p class="small quiet">
          {words.or} <span class="wrapped">{address}</span>
        </p>
        <Copied label={words.code} text={made.code} />
      </div>
    </Dialog>
  );
}
