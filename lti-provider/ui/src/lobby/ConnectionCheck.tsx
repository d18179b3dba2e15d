import { useEffect } from 'preact/hooks';
import { lobby as words } from '../i18n/en/lobby';
import { say } from '../i18n/text';
import type { PathName, PathResult } from '../media/paths';
import type { ConnectionModel } from './connection';

const NAMES: Record<PathName, string> = { udp: words.pathUdp, tcp: words.pathTcp, turn: words.pathTurn };

/** One calm line when all is well; what to do, and whom to tell what, when it is not. */
export function ConnectionCheck({ model }: { readonly model: ConnectionModel }) {
  useEffect(() => void model.check(), [model]);
  const state = model.state.value;
  const results = model.results.value;
  if (state === 'good') {
    return (
      <details class="connection small">
        <summary>
          <span role="status">{words.connectionGood}</span>
        </summary>
        <Paths results={results} />
        <Again model={model} />
      </details>
    );
  }
  if (state === 'checking' || state === 'unknown') {
    return (
      <div class="connection small quiet">
        <p role="status">{state === 'checking' ? words.connectionChecking : words.connectionUnknown}</p>
        {state === 'unknown' && <Again model={model} />}
      </div>
    );
  }
  return (
    <div class={state === 'blocked' ? 'connection notice bad' : 'connection notice warn'}>
      <p role="status">
        <strong>{state === 'blocked' ? words.connectionBlocked : words.connectionSlower}</strong>{' '}
        {state === 'blocked' ? words.connectionBlockedHint : words.connectionSlowerHint}
      </p>
      <details open={state === 'blocked'}>
        <summary>{words.connectionAdmin}</summary>
        <Paths results={results} />
      </details>
      <Again model={model} />
    </div>
  );
}

function Again({ model }: { readonly model: ConnectionModel }) {
  return (
    <button type="button" class="button small" onClick={() => void model.check()}>
      {words.connectionAgain}
    </button>
  );
}

function Paths({ results }: { readonly results: readonly PathResult[] }) {
  return (
    <ul class="connection-paths">
      {results.map(({ path, works, targets }) => (
        <li key={path}>
          {say(works ? words.pathWorks : words.pathBlocked, {
            path: NAMES[path],
            to: targets
              .map(({ host, port }) => `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`)
              .join(', '),
          })}
        </li>
      ))}
    </ul>
  );
}
