import { useEffect, useRef } from 'preact/hooks';
import { admin as words } from '../i18n/en/admin';
import { say } from '../i18n/text';
import { lazy } from '../ui/lazy';
import { Health } from './Health';
import type { AdminModel, Section } from './model';
import type { Me } from './types';

const Registrations = lazy(async () => (await import('./Registrations')).Registrations);
const Invites = lazy(async () => (await import('./Invites')).Invites);
const Policies = lazy(async () => (await import('./Policies')).Policies);
const Launches = lazy(async () => (await import('./Launches')).Launches);
const Storage = lazy(async () => (await import('./Storage')).Storage);
const Keys = lazy(async () => (await import('./Keys')).Keys);
const Trail = lazy(async () => (await import('./Trail')).Trail);

export function AdminPage({ model }: { readonly model: AdminModel }) {
  const me = model.me.value;
  if (!model.ready.value) {
    return (
      <main class="lobby">
        <p class="quiet">{words.loading}</p>
      </main>
    );
  }
  return me === null ? <Out model={model} /> : <In model={model} me={me} />;
}

function Out({ model }: { readonly model: AdminModel }) {
  useEffect(() => {
    document.title = words.title;
  }, []);
  return (
    <main class="lobby">
      <h1>{words.out}</h1>
      {model.problem.value && (
        <p class="notice warn" role="alert">
          {model.problem.value}
        </p>
      )}
      <p>
        {words.outHow} <code>{words.outCommand}</code>
      </p>
    </main>
  );
}

interface InProps {
  readonly model: AdminModel;
  readonly me: Me;
}

function In({ model, me }: InProps) {
  const section = model.section.value;
  const heading = useRef<HTMLHeadingElement>(null);
  const opened = useRef(false);
  const title = titleOf(me, section);
  useEffect(() => {
    document.title = `${title} · ${words.title}`;
    // Not at the first drawing: the page begins at its top.
    if (opened.current) {
      heading.current?.focus();
    }
    opened.current = true;
  }, [title]);
  return (
    <div class="console">
      <header class="console-top">
        <div>
          <p class="console-name">{me.server ? words.serverTitle : words.title}</p>
          <p class="small quiet">
            {me.server ? words.asServer : say(words.as, { name: me.name, school: me.school ?? '' })}
          </p>
        </div>
        <button type="button" class="plain" onClick={() => void model.leave().catch(() => undefined)}>
          {words.leave}
        </button>
      </header>
      <nav class="console-nav" aria-label={words.sections}>
        <ul>
          {model.sections.map(one => (
            <li key={one}>
              <button
                type="button"
                class="console-tab"
                aria-current={one === section ? 'page' : undefined}
                onClick={() => model.open(one)}
              >
                {titleOf(me, one)}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main class="console-main">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <Shown key={model.opened.value} model={model} me={me} section={section} />
      </main>
    </div>
  );
}

function titleOf(me: Me, section: Section): string {
  return section === 'registrations' && !me.server ? words.section.registration : words.section[section];
}

function Shown({ model, me, section }: InProps & { readonly section: Section }) {
  switch (section) {
    case 'registrations':
      return <Registrations model={model} me={me} />;
    case 'invites':
      return <Invites model={model} />;
    case 'policies':
      return <Policies model={model} me={me} />;
    case 'launches':
      return <Launches model={model} me={me} />;
    case 'storage':
      return <Storage model={model} me={me} />;
    case 'keys':
      return <Keys model={model} />;
    case 'trail':
      return <Trail model={model} me={me} />;
    default:
      return <Health model={model} me={me} />;
  }
}
