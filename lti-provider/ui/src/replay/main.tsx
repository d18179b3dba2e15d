import { render } from 'preact';
import '../ui/base.css';
import '../ui/controls.css';
import '../class/calm.css';
import './replay.css';
import './timeline.css';
import { enter } from '../api/entry';
import { Http } from '../api/http';
import { codeOf, sentenceOf } from '../api/problem';
import { common } from '../i18n/en/common';
import { replay as words } from '../i18n/en/replay';
import { say, useLocale } from '../i18n/text';
import { exposeDiagnostics } from './diagnostics';
import type { Manifest } from './manifest';
import { decodes, missingFormats } from './support';

const app = document.getElementById('app');
if (app) {
  void open(app);
}

async function open(app: HTMLElement): Promise<void> {
  render(<Calm text={words.loading} />, app);
  try {
    const found = await enter('lectern.replay');
    if (found === null) {
      render(<Calm title={words.cannot} text={words.noTicket} />, app);
      return;
    }
    const { entered, fragment } = found;
    useLocale(fragment.get('lang') || undefined);
    document.title = entered.class.title;
    if (typeof VideoDecoder === 'undefined' || typeof AudioDecoder === 'undefined') {
      render(<Calm title={words.cannot} text={words.unsupported} />, app);
      return;
    }
    const http = new Http(entered.token);
    const recording = entered.recording ?? '';
    const [manifest, { Player }, { ReplayPage }] = await Promise.all([
      http.json<Manifest>('GET', `/api/recordings/${encodeURIComponent(recording)}`),
      import('./player'),
      import('./ReplayPage'),
    ]);
    if (manifest.endMicros <= 0) {
      render(<Calm title={entered.class.title} text={words.empty} />, app);
      return;
    }
    const player = new Player(manifest, http, recording);
    exposeDiagnostics(player);
    render(<ReplayPage player={player} missing={await missingFormats(manifest, decodes)} />, app);
  } catch (problem) {
    render(<Calm title={words.cannot} text={sentenceOf(problem)} code={codeOf(problem)} />, app);
  }
}

interface CalmProps {
  readonly title?: string;
  readonly text: string;
  readonly code?: string;
}

function Calm({ title, text, code }: CalmProps) {
  return (
    <main class="calm">
      {title && <h1>{title}</h1>}
      <p role="status">{text}</p>
      {code && <p class="small quiet">{say(common.code, { code })}</p>}
    </main>
  );
}
