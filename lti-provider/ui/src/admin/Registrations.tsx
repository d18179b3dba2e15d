import { useSignal } from '@preact/signals';
import { admin as common } from '../i18n/en/admin';
import { registrations as words } from '../i18n/en/admin-registrations';
import { date, dateTime, say } from '../i18n/text';
import { Confirm, Dialog } from '../ui/Dialog';
import { Part, useLoaded } from './load';
import type { AdminModel } from './model';
import { RegistrationForm } from './RegistrationForm';
import type { Deployment, Me, Registration } from './types';

type Open =
  | { readonly kind: 'add' }
  | { readonly kind: 'change' | 'remove' | 'deployment'; readonly one: Registration };

/** Who may open classes here; whoever runs the server changes it. */
export function Registrations({ model, me }: { readonly model: AdminModel; readonly me: Me }) {
  const loaded = useLoaded(() => model.call<{ registrations: Registration[] }>('GET', 'registrations'));
  const open = useSignal<Open | null>(null);
  const said = useSignal('');
  const all = loaded.value.value?.registrations;
  const close = () => {
    open.value = null;
  };
  const change = async (path: string, body?: unknown) => {
    said.value = '';
    return loaded.change(() => model.call('POST', path, body));
  };
  const shown = open.value;
  return (
    <Part loaded={loaded}>
      {me.server && (
        <>
          <p>{words.lead}</p>
          <div class="row-actions">
            <button
              type="button"
              class="button primary"
              onClick={() => {
                open.value = { kind: 'add' };
              }}
            >
              {words.add}
            </button>
            <a href="/lti/config/guide" target="_blank" rel="noopener noreferrer">
              {words.guide}
            </a>
          </div>
        </>
      )}
      <p role="status" class={said.value ? 'live-text' : 'spoken'}>
        {said.value}
      </p>
      {all?.length === 0 && <p class="quiet">{words.none}</p>}
      {all?.map(one => (
        <One
          key={one.id}
          one={one}
          me={me}
          onOpen={kind => {
            open.value = { kind, one };
          }}
          onChange={change}
          onUpdate={async () => {
            if (await change(`registrations/${one.id}/update`)) {
              said.value = say(words.updated, { school: one.name });
            }
          }}
        />
      ))}
      {shown?.kind === 'add' && <RegistrationForm model={model} onClose={close} onDone={loaded.load} />}
      {shown?.kind === 'change' && (
        <RegistrationForm model={model} one={shown.one} onClose={close} onDone={loaded.load} />
      )}
      {shown?.kind === 'remove' && (
        <Confirm
          title={say(words.removeTitle, { school: shown.one.name })}
          text={words.removeText}
          action={words.remove}
          onConfirm={() => void change(`registrations/${shown.one.id}/remove`)}
          onClose={close}
        />
      )}
      {shown?.kind === 'deployment' && (
        <NewDeployment
          one={shown.one}
          onClose={close}
          onAdd={id => change(`registrations/${shown.one.id}/deployments`, { deploymentId: id })}
        />
      )}
    </Part>
  );
}

interface OneProps {
  readonly one: Registration;
  readonly me: Me;
  readonly onOpen: (kind: 'change' | 'remove' | 'deployment') => void;
  readonly onChange: (path: string) => Promise<boolean>;
  readonly onUpdate: () => Promise<void>;
}

function One({ one, me, onOpen, onChange, onUpdate }: OneProps) {
  const heading = `registration-${one.id}`;
  return (
    <section
      class={one.state === 'waiting' ? 'card registration waiting' : 'card registration'}
      aria-labelledby={heading}
    >
      <div class="registration-head">
        <h2 id={heading}>{one.name}</h2>
        <span class={`badge ${one.state}`}>{words.state[one.state]}</span>
      </div>
      <Facts one={one} />
      <h3>{words.deployments}</h3>
      {one.deployments.length === 0 ? (
        <p class="small quiet">{words.noDeployments}</p>
      ) : (
        <ul class="rows">
          {one.deployments.map(place => (
            <Place key={place.id} place={place} me={me} onChange={onChange} />
          ))}
        </ul>
      )}
      {me.server && <Actions one={one} me={me} onOpen={onOpen} onChange={onChange} onUpdate={onUpdate} />}
    </section>
  );
}

function Facts({ one }: { readonly one: Registration }) {
  const services = one.services?.map(service => words.service[service]);
  const facts: [string, string][] = [
    [words.issuer, one.iss],
    [words.client, one.clientId],
    [words.made, `${date(one.createdAt)}, ${words.madeBy[one.madeBy]}`],
    [words.last, one.lastLaunchAt ? dateTime(one.lastLaunchAt) : common.never],
    [words.services, services === undefined ? words.servicesUnsaid : services.join(', ') || words.serviceNone],
  ];
  return (
    <>
      <p class="small quiet">{one.familyTitle}</p>
      <dl class="facts">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface PlaceProps {
  readonly place: Deployment;
  readonly me: Me;
  readonly onChange: (path: string) => Promise<boolean>;
}

function Place({ place, me, onChange }: PlaceProps) {
  const on = place.state === 'enabled';
  return (
    <li class="row">
      <div class="row-main">
        <p class="wrapped">
          {place.deploymentId} <span class={`badge ${place.state}`}>{words.place[place.state]}</span>
        </p>
        <p class="small quiet">
          {words.last}: {place.lastLaunchAt ? dateTime(place.lastLaunchAt) : common.never}
        </p>
      </div>
      {me.server && (
        <button
          type="button"
          class="button small"
          aria-label={say(on ? words.disableOf : words.enableOf, { id: place.deploymentId })}
          onClick={() => void onChange(`deployments/${place.id}/${on ? 'disable' : 'enable'}`)}
        >
          {on ? words.disable : words.enable}
        </button>
      )}
    </li>
  );
}

function Actions({ one, onOpen, onChange, onUpdate }: OneProps) {
  const school = { school: one.name };
  if (one.madeBy === 'settings') {
    return <p class="small quiet">{words.inSettings}</p>;
  }
  return (
    <div class="row-actions">
      {one.state !== 'active' && (
        <button
          type="button"
          class="button primary"
          aria-label={say(one.state === 'waiting' ? words.approveOf : words.againOf, school)}
          onClick={() => void onChange(`registrations/${one.id}/approve`)}
        >
          {one.state === 'waiting' ? words.approve : words.again}
        </button>
      )}
      <button type="button" class="button" aria-label={say(words.changeOf, school)} onClick={() => onOpen('change')}>
        {words.change}
      </button>
      <button
        type="button"
        class="button"
        aria-label={say(words.addDeploymentOf, school)}
        onClick={() => onOpen('deployment')}
      >
        {words.addDeployment}
      </button>
      {one.updatable && one.state === 'active' && (
        <button type="button" class="button" aria-label={say(words.updateOf, school)} onClick={() => void onUpdate()}>
          {words.update}
        </button>
      )}
      {one.state !== 'removed' && (
        <button type="button" class="plain" aria-label={say(words.removeOf, school)} onClick={() => onOpen('remove')}>
          {words.remove}
        </button>
      )}
    </div>
  );
}

interface NewDeploymentProps {
  readonly one: Registration;
  readonly onClose: () => void;
  readonly onAdd: (id: string) => Promise<boolean>;
}

function NewDeployment({ one, onClose, onAdd }: NewDeploymentProps) {
  const id = useSignal('');
  return (
    <Dialog title={say(words.addDeploymentOf, { school: one.name })} onClose={onClose}>
      <form
        class="form"
        onSubmit={event => {
          event.preventDefault();
          onClose();
          void onAdd(id.value);
        }}
      >
        <label class="field">
          <span>{words.deployment}</span>
          <input
            type="text"
            required
            maxLength={255}
            value={id.value}
            aria-describedby="deployment-hint"
            onInput={event => {
              id.value = event.currentTarget.value;
            }}
          />
        </label>
        <p id="deployment-hint" class="small quiet">
          {words.addDeploymentHint}
        </p>
        <div class="actions">
          <button type="submit" class="button primary">
            {words.addDeployment}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
