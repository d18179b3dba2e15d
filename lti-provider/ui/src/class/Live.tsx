import { useComputed } from '@preact/signals';
import { klass } from '../i18n/en/class';
import { CloseIcon } from '../ui/icons';
import { lazy } from '../ui/lazy';
import { Announcements } from './Announcements';
import { ControlBar } from './ControlBar';
import { useClass } from './context';
import { Dialogs } from './Dialogs';
import { Header } from './Header';
import { MainArea } from './MainArea';
import { Modes } from './Modes';
import { ownLine } from './own-line';
import type { Panel } from './screen-state';

const PeoplePanel = lazy(async () => (await import('../people/PeoplePanel')).PeoplePanel);
const ChatPanel = lazy(async () => (await import('../chat/ChatPanel')).ChatPanel);
const RoomsPanel = lazy(async () => (await import('../rooms/RoomsPanel')).RoomsPanel);

/** The class while it is going on. */
export function Live() {
  return (
    <div class="class">
      <Header />
      <Banners />
      <div class="class-middle">
        <MainArea />
        <SidePanel />
      </div>
      <ControlBar />
      <Dialogs />
    </div>
  );
}

/** What is the case, in lines; below them, over the picture, what has just happened. */
function Banners() {
  const { participant } = useClass();
  const text = useComputed(() => {
    if (participant.connection.status.value === 'reconnecting') {
      return klass.reconnecting;
    }
    const media = participant.session.state.value;
    return media === 'disconnected' || media === 'failed' ? klass.mediaLost : null;
  });
  const silent = participant.sound.blocked.value;
  return (
    <div class="banners">
      <div role="status">{text.value && <p class="banner warn">{text.value}</p>}</div>
      <div role="status">{text.value === null && <OwnLine />}</div>
      <div role="status">{participant.muted.value && <p class="banner">{klass.mutedText}</p>}</div>
      <Modes />
      {silent && (
        <p class="banner">
          {klass.soundText}{' '}
          <button type="button" class="button primary" onClick={() => participant.sound.resume()}>
            {klass.sound}
          </button>
        </p>
      )}
      {participant.sharing.value && (
        <p class="banner">
          {klass.youShare}{' '}
          <button type="button" class="button small" onClick={() => void participant.toggleShare()}>
            {klass.stopShare}
          </button>
        </p>
      )}
      <Announcements />
    </div>
  );
}

/** A sentence about my own connection while it is not as it should be. */
function OwnLine() {
  const { participant } = useClass();
  const line = useComputed(() =>
    ownLine({
      quality: participant.classroom.quality.value,
      paused: participant.session.slots.paused.value,
      camera: participant.cameraOn.value,
    }),
  );
  return (
    line.value && (
      <p class="banner">
        {line.value.text}
        {line.value.hint && <span class="banner-hint"> {line.value.hint}</span>}
      </p>
    )
  );
}

function SidePanel() {
  const { participant, screen } = useClass();
  const panel = screen.panel.value;
  if (panel === null || (panel === 'rooms' && !participant.classroom.host.value)) {
    return null;
  }
  return (
    <aside class="panel" aria-label={klass.panel}>
      <header class="panel-head">
        <h2>{titleOf(panel)}</h2>
        <button
          type="button"
          class="plain square"
          aria-label={klass.closePanel}
          onClick={() => {
            screen.panel.value = null;
          }}
        >
          <CloseIcon />
        </button>
      </header>
      {panel === 'people' && <PeoplePanel />}
      {panel === 'chat' && <ChatPanel />}
      {panel === 'rooms' && <RoomsPanel />}
    </aside>
  );
}

function titleOf(panel: Panel): string {
  return { people: klass.people, chat: klass.chat, rooms: klass.rooms }[panel];
}
