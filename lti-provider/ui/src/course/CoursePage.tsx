import { useEffect, useRef } from 'preact/hooks';
import { course as words } from '../i18n/en/course';
import { lobby as lobbyWords } from '../i18n/en/lobby';
import { dateTime, say } from '../i18n/text';
import { lazy } from '../ui/lazy';
import type { CourseModel } from './model';
import type { CourseClass } from './types';

const Lobby = lazy(async () => (await import('../lobby/Lobby')).Lobby);
const Upcoming = lazy(async () => (await import('./Upcoming')).Upcoming);
const Recordings = lazy(async () => (await import('./CourseRecordings')).CourseRecordings);
const Groups = lazy(async () => (await import('../groups/Groups')).Groups);
const Attendance = lazy(async () => (await import('./AttendanceMatrix')).AttendanceMatrix);

/** All classes of a course; one of them opened takes the page's place until one goes back. */
export function CoursePage({ model }: { readonly model: CourseModel }) {
  const { course, returnUrl } = model.bootstrap;
  const lobby = model.lobby.value;
  if (model.signedOut.value) {
    return (
      <main class="lobby">
        <h1>{course.title || words.untitled}</h1>
        <p>{lobbyWords.signedOut}</p>
        {returnUrl && (
          <a class="button" href={returnUrl} target="_top" rel="noreferrer">
            {lobbyWords.back}
          </a>
        )}
      </main>
    );
  }
  if (lobby) {
    return (
      <>
        <BackToAll onPress={() => model.closeClass()} />
        <Lobby model={lobby} />
      </>
    );
  }
  return <Overview model={model} />;
}

function BackToAll({ onPress }: { readonly onPress: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <nav class="course-back">
      <button ref={button} type="button" class="plain" onClick={onPress}>
        <span aria-hidden="true">←</span> {words.allClasses}
      </button>
    </nav>
  );
}

function Overview({ model }: { readonly model: CourseModel }) {
  const state = model.state.value;
  const live = state?.classes.filter(one => one.phase === 'live') ?? [];
  const others = state?.classes.filter(one => one.phase !== 'live') ?? [];
  return (
    <main class="lobby">
      <header class="lobby-title">
        <h1>{model.bootstrap.course.title || words.untitled}</h1>
      </header>
      {model.lost.value && (
        <p class="notice warn" role="status">
          {words.lost}
        </p>
      )}
      {model.problem.value && (
        <p class="notice bad" role="alert">
          {model.problem.value}
        </p>
      )}
      {!state && !model.lost.value && <p class="quiet">{words.loading}</p>}
      <div role="status">
        {live.length > 0 && (
          <section class="card course-live">
            <h2>
              <span class="dot" /> {words.live}
            </h2>
            <ul class="rows">
              {live.map(one => (
                <LiveClass key={one.id} model={model} one={one} />
              ))}
            </ul>
          </section>
        )}
      </div>
      {state && (
        <>
          <section class="card">
            <h2>{words.classes}</h2>
            {others.length === 0 ? (
              <p class="quiet">{live.length > 0 ? words.noOther : words.noClasses}</p>
            ) : (
              <ul class="rows">
                {others.map(one => (
                  <IdleClass key={one.id} model={model} one={one} />
                ))}
              </ul>
            )}
          </section>
          <Upcoming model={model} state={state} />
          <Recordings model={model} state={state} />
          {model.host && <Attendance model={model} />}
          {model.host && <Groups model={model.groups} />}
        </>
      )}
    </main>
  );
}

interface ClassProps {
  readonly model: CourseModel;
  readonly one: CourseClass;
}

function LiveClass({ model, one }: ClassProps) {
  return (
    <li class="row">
      <div class="row-main">
        <h3>{one.title}</h3>
        <p class="small quiet">{one.here > 0 ? say(words.here, { count: one.here }) : words.nobody}</p>
      </div>
      <Enter model={model} one={one} style="button primary" label={words.join} spoken={words.joinOf} />
    </li>
  );
}

function IdleClass({ model, one }: ClassProps) {
  return (
    <li class="row">
      <div class="row-main">
        <h3>{one.title}</h3>
        <p class="small quiet">
          {one.lastAt ? say(words.lastHeld, { count: one.held, when: dateTime(one.lastAt) }) : words.never}
        </p>
      </div>
      <Enter model={model} one={one} style="button" label={words.open} spoken={words.openOf} />
    </li>
  );
}

interface EnterProps extends ClassProps {
  readonly style: string;
  readonly label: string;
  readonly spoken: (typeof words)['joinOf' | 'openOf'];
}

function Enter({ model, one, style, label, spoken }: EnterProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (model.left === one.id) {
      button.current?.focus();
      model.left = null;
    }
  }, []);
  return (
    <button
      ref={button}
      type="button"
      class={style}
      aria-label={say(spoken, { title: one.title })}
      onClick={() => void model.openClass(one.id)}
    >
      {label}
    </button>
  );
}
