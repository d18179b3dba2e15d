import { useEffect, useState } from 'preact/hooks';
import { register as words } from '../i18n/en/register';
import { names, say } from '../i18n/text';
import { close } from './close';
import { OfferForm } from './OfferForm';
import type { Done, Explained, Failed, ServiceName, View } from './view';

export function Register({ view }: { view: View }) {
  const title = titleOf(view);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main class="register">
      <h1>{title}</h1>
      {view.view === 'offer' && <OfferForm offer={view} />}
      {view.view === 'done' && <Finished done={view} />}
      {view.view === 'problem' && <Refused failed={view} />}
      {view.view === 'explain' && <Explain explained={view} />}
    </main>
  );
}

function titleOf(view: View): string {
  switch (view.view) {
    case 'offer':
      return say(words.title, { school: view.school.name });
    case 'done':
      return say(view.waiting ? words.doneWaiting : words.done, { school: view.school.name });
    case 'problem':
      return words.failed;
    case 'explain':
      return words.explain;
    default:
      return words.titlePlain;
  }
}

export function listed(services: readonly ServiceName[]): string {
  return names(services.map(service => words.services[service]));
}

function Finished({ done }: { done: Done }) {
  const [closed, setClosed] = useState(false);
  const next = words.next as Readonly<Record<string, string>>;
  return (
    <>
      {done.waiting && <p class="notice warn">{say(words.waiting, { number: String(done.registration) })}</p>}
      <p>{next[done.school.family] ?? words.next.other}</p>
      {done.lacking.length > 0 && <p class="quiet">{say(words.lacking, { services: listed(done.lacking) })}</p>}
      {done.again && <p class="quiet">{words.again}</p>}
      <p>
        <button
          type="button"
          class="button primary"
          onClick={() => {
            close();
            setClosed(true);
          }}
        >
          {words.close}
        </button>
      </p>
      <p role="status" class="quiet">
        {closed ? words.closeHint : ''}
      </p>
    </>
  );
}

function Refused({ failed }: { failed: Failed }) {
  return (
    <>
      <p role="alert">{failed.problem.sentence}</p>
      {failed.problem.words !== '' && (
        <section class="said">
          <h2>{words.lms}</h2>
          <pre>{failed.problem.words}</pre>
        </section>
      )}
      <p>
        <a class="button" href={failed.guide} target="_blank" rel="noopener noreferrer">
          {words.guide}
        </a>
      </p>
      <p class="quiet small">{say(words.code, { code: failed.problem.code })}</p>
    </>
  );
}

function Explain({ explained }: { explained: Explained }) {
  const [copied, setCopied] = useState(false);
  const copy = () => {
    navigator.clipboard?.writeText(explained.address).then(
      () => setCopied(true),
      () => document.querySelector<HTMLInputElement>('#address')?.select(),
    );
  };
  return (
    <>
      <p>{words.explainHow}</p>
      <div class="address">
        <label class="field">
          <span>{words.address}</span>
          <input
            id="address"
            type="text"
            readOnly
            value={explained.address}
            onFocus={event => event.currentTarget.select()}
          />
        </label>
        <button type="button" class="button primary" onClick={copy}>
          {words.copy}
        </button>
      </div>
      <p role="status" class="quiet">
        {copied ? words.copied : ''}
      </p>
      <h2>{words.guides}</h2>
      <ul class="guides">
        {explained.guides.map(guide => (
          <li key={guide.href}>
            <a href={guide.href}>{guide.title}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
