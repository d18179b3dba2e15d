import { render } from 'preact';
import '../ui/base.css';
import '../ui/controls.css';
import './class.css';
import './tile.css';
import './bar.css';
import './panel.css';
import '../rooms/rooms.css';
import './modes.css';
import './toasts.css';
import './calm.css';
import './narrow.css';
import { enter } from '../api/entry';
import { codeOf, sentenceOf } from '../api/problem';
import { readChoice } from '../device/choice';
import { klass } from '../i18n/en/class';
import { useLocale } from '../i18n/text';
import { CannotEnter } from './Calm';
import { ClassPage } from './ClassPage';
import { ClassContext } from './context';
import { exposeDiagnostics } from './diagnostics';
import { Participant } from './participant';
import { ScreenState } from './screen-state';
import { listenForShortcuts } from './shortcuts';

const app = document.getElementById('app');
if (app) {
  void open(app);
}

async function open(app: HTMLElement): Promise<void> {
  // Fetched while the class is being joined.
  void import('./Live');
  try {
    const found = await enter('lectern.class');
    if (found === null) {
      render(<CannotEnter text={klass.noTicket} />, app);
      return;
    }
    const { entered, fragment } = found;
    useLocale(fragment.get('lang') || undefined);
    document.title = entered.class.title;
    const participant = new Participant(entered.token, readChoice(fragment), fragment.get('early') === '1');
    participant.classroom.title.value = entered.class.title;
    participant.classroom.course.value = entered.course.title;
    participant.start();
    const screen = new ScreenState();
    listenForShortcuts(participant, screen);
    exposeDiagnostics(participant);
    render(
      <ClassContext.Provider value={{ participant, screen }}>
        <ClassPage />
      </ClassContext.Provider>,
      app,
    );
  } catch (problem) {
    render(<CannotEnter text={sentenceOf(problem)} code={codeOf(problem)} />, app);
  }
}
