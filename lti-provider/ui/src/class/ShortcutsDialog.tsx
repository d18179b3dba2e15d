import { klass } from '../i18n/en/class';
import { Dialog } from '../ui/Dialog';
import { useClass } from './context';

const LIST = [
  ['M', klass.shortcutMic],
  ['V', klass.shortcutCamera],
  ['H', klass.shortcutHand],
  [klass.space, klass.shortcutTalk],
  ['?', klass.shortcutHelp],
] as const;

export function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { screen } = useClass();
  return (
    <Dialog title={klass.shortcuts} onClose={onClose}>
      <dl class="keys">
        {LIST.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={screen.shortcuts.value}
          onChange={event => {
            screen.shortcuts.value = event.currentTarget.checked;
          }}
        />
        {klass.shortcutsOn}
      </label>
    </Dialog>
  );
}
