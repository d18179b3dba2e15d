import { useState } from 'preact/hooks';
import { register as words } from '../i18n/en/register';
import { say } from '../i18n/text';
import { listed } from './Register';
import type { Offer } from './view';

/** A plain form: the browser sends it, and the answer is the next page. */
export function OfferForm({ offer }: { offer: Offer }) {
  const [sent, setSent] = useState(false);
  const found = offer.school.product === '' ? words.foundPlain : words.found;
  return (
    <form method="post" action="/lti/register" class="offer" onSubmit={() => setSent(true)}>
      <p class="quiet found">{say(found, { product: offer.school.product, issuer: offer.school.issuer })}</p>
      <p>{say(words.lead, { tool: offer.tool })}</p>
      <Asks offer={offer} />
      {offer.missing.length > 0 && <p class="quiet">{say(words.missing, { services: listed(offer.missing) })}</p>}
      {offer.policy !== 'open' && <Invite offer={offer} />}
      <input type="hidden" name="openid_configuration" value={offer.form.openid_configuration} />
      <input type="hidden" name="registration_token" value={offer.form.registration_token} />
      <button
        type="submit"
        class="button primary"
        aria-disabled={sent}
        onClick={event => sent && event.preventDefault()}
      >
        {sent ? words.connecting : words.connect}
      </button>
    </form>
  );
}

function Asks({ offer }: { offer: Offer }) {
  return (
    <fieldset class="asks">
      <legend>{words.asks}</legend>
      <div class="list">
        <div class="ask">
          <strong>{words.launch}</strong>
          <span class="quiet">{words.launchWhy}</span>
        </div>
        <Ask name="names" title={words.names} why={words.namesWhy} />
        {offer.services.map(service => (
          <Ask key={service} name={`service_${service}`} title={words.services[service]} why={words.why[service]} />
        ))}
      </div>
    </fieldset>
  );
}

function Ask({ name, title, why }: { name: string; title: string; why: string }) {
  return (
    <label class="ask">
      <input type="checkbox" name={name} value="on" defaultChecked />
      <strong>{title}</strong>
      <span class="quiet">{why}</span>
    </label>
  );
}

function Invite({ offer }: { offer: Offer }) {
  const needed = offer.policy === 'invite';
  return (
    <div class="field invite">
      <label for="invite">{words.invite}</label>
      <input
        id="invite"
        type="text"
        name="invite"
        defaultValue={offer.form.invite}
        required={needed}
        maxLength={60}
        autocomplete="off"
        spellcheck={false}
        aria-describedby={offer.problem ? 'invite-problem' : 'invite-hint'}
        aria-invalid={offer.problem !== undefined}
      />
      {offer.problem && (
        <p id="invite-problem" role="alert" class="problem">
          {offer.problem.sentence}
        </p>
      )}
      <p id="invite-hint" class="quiet small">
        {needed ? words.inviteNeeded : words.inviteOptional}
      </p>
    </div>
  );
}
