import type { LobbyState } from '../api/types';
import { common } from '../i18n/en/common';
import { lobby as words } from '../i18n/en/lobby';
import { schedule as scheduleWords } from '../i18n/en/schedule';
import { date, say } from '../i18n/text';
import { spanOf, startLine } from '../schedule/when';
import { lazy } from '../ui/lazy';
import { now } from '../ui/now';
import { DeviceCheck } from './DeviceCheck';
import { canStayHere, type LobbyModel } from './model';

const Recordings = lazy(async () => (await import('./Recordings')).Recordings);
const ConnectionCheck = lazy(async () => (await import('./ConnectionCheck')).ConnectionCheck);
const PastClasses = lazy(async () => (await import('./PastClasses')).PastClasses);
const Gradebook = lazy(async () => (await import('./Gradebook')).Gradebook);
const Timetable = lazy(async () => (await import('../schedule/Timetable')).Timetable);
const NameForm = lazy(async () => (await import('./NameForm')).NameForm);
const Settings = lazy(async () => (await import('./Settings')).Settings);

export function Lobby({ model }: { readonly model: LobbyModel }) {
  const { course, class: klass, returnUrl } = model.bootstrap;
  if (model.signedOut.value) {
    return (
      <main class="lobby">
        <h1>{klass.title}</h1>
        <p>{words.signedOut}</p>
        {returnUrl && (
          <a class="button" href={returnUrl} target="_top" rel="noreferrer">
            {words.back}
          </a>
        )}
      </main>
    );
  }
  const state = model.state.value;
  return (
    <main class="lobby">
      <header class="lobby-title">
        <p class="quiet">{course.title}</p>
        <h1>{klass.title}</h1>
      </header>
      {model.lost.value && (
        <p class="notice warn" role="status">
          {words.lost}
        </p>
      )}
      {state && (
        <>
          <section class="lobby-join" aria-label={klass.title}>
            <div class="lobby-go">
              <StateLine model={model} state={state} />
              <Join model={model} state={state} />
              {model.bootstrap.me.unnamed && !model.opened.value && <NameForm model={model} />}
              {state.peek && <p class="notice">{words.peekNotice}</p>}
              {!model.opened.value && <ConnectionCheck model={model.connection} />}
              {state.record && (
                <div class="notice">
                  <p>
                    <strong>{words.recordNotice}</strong> {say(common.recordingUntil, { date: date(state.keptUntil) })}{' '}
                    {words.recordNoticeWho}
                  </p>
                </div>
              )}
            </div>
            <DeviceCheck devices={model.devices} opened={model.opened.value} />
          </section>
          <div class="lobby-below">
            {model.host ? <Timetable model={model.schedule} /> : <Upcoming state={state} />}
            <Recordings model={model} recordings={state.recordings} />
            {model.host && <PastClasses model={model} sessions={state.sessions} />}
            {model.host && <Gradebook model={model.gradebook} />}
            {model.host && <Settings model={model} state={state} />}
          </div>
        </>
      )}
    </main>
  );
}

function StateLine({ model, state }: { readonly model: LobbyModel; readonly state: LobbyState }) {
  const live = state.phase === 'live';
  return (
    <>
      {!live && state.startsAt && (
        <p class="lobby-when numbers">{startLine(state.startsAt, now.value + model.skew.value)}</p>
      )}
      <p class={live ? 'lobby-state live' : 'lobby-state'} role="status">
        {live && <span class="dot" />}
        {stateText(state, model.host)}
      </p>
    </>
  );
}

/** The classes after the next one, and those that will not take place. */
function Upcoming({ state }: { readonly state: LobbyState }) {
  const others = state.upcoming.filter(one => one.cancelled || one.startsAt !== state.startsAt);
  if (others.length === 0) {
    return null;
  }
  return (
    <section class="card">
      <h2>{scheduleWords.upcoming}</h2>
      <ul class="rows">
        {others.map(one => (
          <li key={one.startsAt} class="row">
            <p class={one.cancelled ? 'quiet numbers' : 'numbers'}>
              {one.cancelled
                ? say(scheduleWords.cancelledOn, { when: spanOf(one.startsAt, one.endsAt) })
                : spanOf(one.startsAt, one.endsAt)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function hintOf(state: LobbyState, full: boolean): string {
  if (full) {
    return words.full;
  }
  return state.phase === 'live' || state.canStart ? words.opensInTab : words.waitsInTab;
}

function stateText(state: LobbyState, host: boolean): string {
  if (state.phase === 'live') {
    return state.here > 0 ? say(words.live, { count: state.here }) : words.liveNobody;
  }
  if (state.draining) {
    return words.draining;
  }
  if (!host) {
    return words.idleStudent;
  }
  return state.waiting > 0 ? say(words.idleWaiting, { count: state.waiting }) : words.idleHost;
}

function Join({ model, state }: { readonly model: LobbyModel; readonly state: LobbyState }) {
  const blocked = model.blocked.value;
  const full = state.phase === 'live' && !state.canJoin;
  const label = state.phase === 'live' ? words.join : state.canStart ? words.start : words.wait;
  return (
    <div class="lobby-actions">
      {model.opened.value ? (
        <>
          <p class="lobby-opened" role="status">
            <strong>{words.opened}</strong> <span class="quiet">{words.openedHint}</span>
          </p>
          <button type="button" class="button" disabled={model.opening.value} onClick={() => model.openClass('tab')}>
            {words.openAgain}
          </button>
        </>
      ) : (
        <>
          <button
            type="button"
            class="button primary go"
            disabled={model.opening.value || full}
            onClick={() => model.openClass('tab')}
          >
            {label}
          </button>
          <p class="quiet small">{hintOf(state, full)}</p>
          {state.canStart && (
            <>
              <button
                type="button"
                class="plain"
                disabled={model.opening.value}
                aria-describedby="early-hint"
                onClick={() => model.openClass('tab', true)}
              >
                {words.early}
              </button>
              <p id="early-hint" class="small quiet">
                {words.earlyHint}
              </p>
            </>
          )}
          {!full && canStayHere() && (
            <button type="button" class="plain" onClick={() => model.openClass('here')}>
              {words.stayHere}
            </button>
          )}
        </>
      )}
      {blocked && (
        <p class="notice warn" role="alert">
          {words.blocked}{' '}
          <a
            href={blocked.url}
            target="_blank"
            rel="noopener noreferrer"
            onClick={() => {
              model.blocked.value = null;
            }}
          >
            {blocked.label}
          </a>
        </p>
      )}
      {model.problem.value && (
        <p class="notice bad" role="alert">
          {model.problem.value}
        </p>
      )}
    </div>
  );
}
