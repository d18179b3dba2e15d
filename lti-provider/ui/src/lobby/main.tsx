import { render } from 'preact';
import '../ui/base.css';
import '../ui/controls.css';
import './lobby.css';
import '../schedule/schedule.css';
import type { Bootstrap } from '../api/types';
import { useLocale } from '../i18n/text';
import { Lobby } from './Lobby';
import { LobbyModel } from './model';

const bootstrap = JSON.parse(document.getElementById('bootstrap')?.textContent ?? '{}') as Bootstrap;
useLocale(bootstrap.locale);
document.title = bootstrap.class.title;
const model = new LobbyModel(bootstrap);
void model.poll();
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible' && !model.signedOut.peek()) {
    void model.poll();
  }
});
const app = document.getElementById('app');
if (app) {
  render(<Lobby model={model} />, app);
}
