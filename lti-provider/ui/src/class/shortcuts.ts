import type { Participant } from './participant';
import type { ScreenState } from './screen-state';

/** M, V, H, ? and holding Space; never while somebody writes or a dialog is open. Returns how to stop. */
export function listenForShortcuts(participant: Participant, screen: ScreenState): () => void {
  const down = (event: KeyboardEvent) => {
    if (!counts(event) || screen.dialog.peek() !== null) {
      return;
    }
    if (event.key === '?') {
      screen.dialog.value = 'shortcuts';
    } else if (!screen.shortcuts.peek()) {
      return;
    } else if (event.key === ' ') {
      if (isControl(event.target)) {
        return;
      }
      if (!event.repeat) {
        participant.talk(true);
      }
    } else if (event.repeat) {
      return;
    } else if (event.key.toLowerCase() === 'm') {
      void participant.toggleMic();
    } else if (event.key.toLowerCase() === 'v') {
      void participant.toggleCamera();
    } else if (event.key.toLowerCase() === 'h') {
      participant.toggleHand();
    } else {
      return;
    }
    event.preventDefault();
  };
  const up = (event: KeyboardEvent) => {
    if (event.key === ' ') {
      participant.talk(false);
    }
  };
  const away = () => participant.talk(false);
  document.addEventListener('keydown', down);
  document.addEventListener('keyup', up);
  window.addEventListener('blur', away);
  return () => {
    document.removeEventListener('keydown', down);
    document.removeEventListener('keyup', up);
    window.removeEventListener('blur', away);
  };
}

function counts(event: KeyboardEvent): boolean {
  const target = event.target;
  const writing =
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable);
  return !writing && !event.ctrlKey && !event.metaKey && !event.altKey;
}

/** Space presses what has the focus. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, summary, [role="button"]') !== null;
}
