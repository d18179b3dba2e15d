import { klass } from '../i18n/en/class';
import { Confirm } from '../ui/Dialog';
import { lazy } from '../ui/lazy';
import { useClass } from './context';

const ShortcutsDialog = lazy(async () => (await import('./ShortcutsDialog')).ShortcutsDialog);
const DevicesDialog = lazy(async () => (await import('./DevicesDialog')).DevicesDialog);
const RoomsDialog = lazy(async () => (await import('../rooms/RoomsDialog')).RoomsDialog);

export function Dialogs() {
  const { participant, screen } = useClass();
  const close = () => {
    screen.dialog.value = null;
  };
  switch (screen.dialog.value) {
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'devices':
      return <DevicesDialog onClose={close} />;
    case 'rooms':
      return <RoomsDialog onClose={close} />;
    case 'end':
      return (
        <Confirm
          title={klass.endTitle}
          text={klass.endText}
          action={klass.endConfirm}
          onClose={close}
          onConfirm={() => void participant.ask({ type: 'end' })}
        />
      );
    case null:
      return null;
  }
}
