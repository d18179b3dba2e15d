import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { sentenceOf } from '../api/problem';
import { admin as common } from '../i18n/en/admin';
import { registrations as words } from '../i18n/en/admin-registrations';
import { say } from '../i18n/text';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import type { AdminModel } from './model';
import type { Addresses, Family, Registration } from './types';

interface FormProps {
  readonly model: AdminModel;
  /** The one to be changed; none for a new one. */
  readonly one?: Registration;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

const EMPTY = {
  name: '',
  clientId: '',
  site: '',
  iss: '',
  authUrl: '',
  jwksUrl: '',
  tokenUrl: '',
  tokenAudience: '',
  deployments: '',
};

/** An LMS written down by hand: only what its kind does not know by itself is asked for. */
export function RegistrationForm({ model, one, onClose, onDone }: FormProps) {
  const families = useSignal<readonly Family[]>([]);
  const family = useSignal('canvas');
  const own = useSignal(one !== undefined);
  const fields = useSignal(EMPTY);
  const problem = useSignal<string | null>(null);
  useEffect(() => {
    const load = async () => {
      if (one !== undefined) {
        const now = await model.call<Addresses>('GET', `registrations/${one.id}`);
        fields.value = { ...EMPTY, ...now };
        family.value = now.family;
      }
      families.value = (await model.call<{ families: Family[] }>('GET', 'families')).families;
    };
    load().catch(refused => {
      problem.value = sentenceOf(refused);
    });
  }, []);
  const kind = families.value.find(each => each.slug === family.value);
  const addresses = one !== undefined || own.value || !(kind?.shared || kind?.site);
  const set = (name: keyof typeof EMPTY) => (value: string) => {
    fields.value = { ...fields.value, [name]: value };
  };
  const save = async () => {
    const { deployments, site, iss, authUrl, jwksUrl, tokenUrl, tokenAudience, ...rest } = fields.value;
    const body = {
      ...rest,
      family: family.value,
      ...(addresses ? { iss, authUrl, jwksUrl, tokenUrl, tokenAudience } : kind?.site ? { site } : {}),
      deployments: deployments.split('\n').filter(line => line.trim() !== ''),
    };
    try {
      await (one === undefined
        ? model.call('POST', 'registrations', body)
        : model.call('PUT', `registrations/${one.id}`, body));
      onClose();
      await onDone();
    } catch (refused) {
      problem.value = sentenceOf(refused);
    }
  };
  return (
    <Dialog
      wide
      title={one === undefined ? words.formAdd : say(words.formChange, { school: one.name })}
      onClose={onClose}
    >
      <form
        class="form"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          void save();
        }}
      >
        {problem.value && (
          <p class="notice bad" role="alert">
            {problem.value}
          </p>
        )}
        <div class="form-grid">
          <label class="field">
            <span>{words.kind}</span>
            <select
              value={family.value}
              onChange={event => {
                family.value = event.currentTarget.value;
              }}
            >
              {families.value.map(each => (
                <option key={each.slug} value={each.slug}>
                  {each.title}
                </option>
              ))}
            </select>
          </label>
          <Field label={words.school} hint={words.schoolHint} value={fields.value.name} onValue={set('name')} />
          {one === undefined && (
            <Field
              label={words.client}
              hint={words.clientHint}
              value={fields.value.clientId}
              onValue={set('clientId')}
            />
          )}
          {kind?.site && !addresses && <Field label={words.site} value={fields.value.site} onValue={set('site')} />}
        </div>
        {one === undefined && (kind?.shared || kind?.site) && (
          <label class="check">
            <input
              type="checkbox"
              checked={own.value}
              onChange={event => {
                own.value = event.currentTarget.checked;
              }}
            />
            <span>{words.own}</span>
          </label>
        )}
        {addresses && (
          <div class="form-grid">
            {one === undefined && <Field label={words.iss} value={fields.value.iss} onValue={set('iss')} />}
            <Field label={words.auth} value={fields.value.authUrl} onValue={set('authUrl')} />
            <Field label={words.jwks} value={fields.value.jwksUrl} onValue={set('jwksUrl')} />
            <Field
              label={words.tokens}
              hint={words.tokensHint}
              value={fields.value.tokenUrl}
              onValue={set('tokenUrl')}
            />
            <Field
              label={words.audience}
              hint={words.audienceHint}
              value={fields.value.tokenAudience}
              onValue={set('tokenAudience')}
            />
          </div>
        )}
        {one === undefined && (
          <label class="field">
            <span>{words.deploymentsField}</span>
            <textarea
              rows={2}
              value={fields.value.deployments}
              onInput={event => set('deployments')(event.currentTarget.value)}
            />
          </label>
        )}
        <div class="actions">
          <button type="submit" class="button primary">
            {one === undefined ? words.add : common.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
