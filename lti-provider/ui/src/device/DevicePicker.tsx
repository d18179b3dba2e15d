import { common } from '../i18n/en/common';
import type { Listed } from './devices';

interface PickerProps {
  readonly label: string;
  readonly list: readonly Listed[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** One of several devices; nothing at all when there is no choice. */
export function DevicePicker({ label, list, chosen, onChoose }: PickerProps) {
  if (list.length === 0) {
    return null;
  }
  return (
    <label class="field">
      <span>{label}</span>
      <select value={chosen} onChange={event => onChoose(event.currentTarget.value)}>
        {!list.some(one => one.id === chosen) && <option value={chosen}>{common.systemDefault}</option>}
        {list.map(one => (
          <option key={one.id} value={one.id}>
            {one.label || label}
          </option>
        ))}
      </select>
    </label>
  );
}
