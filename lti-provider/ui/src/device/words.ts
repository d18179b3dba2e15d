import { common } from '../i18n/en/common';
import type { DeviceKind, DeviceState } from './devices';

/** The plain sentence for a device that does not work; null for one that does. */
export function deviceProblem(kind: DeviceKind, state: DeviceState): string | null {
  const words = common.device;
  switch (state) {
    case 'denied':
      return kind === 'mic' ? words.micDenied : words.cameraDenied;
    case 'missing':
      return kind === 'mic' ? words.micMissing : words.cameraMissing;
    case 'busy':
      return kind === 'mic' ? words.micBusy : words.cameraBusy;
    case 'unsupported':
      return words.unsupported;
    default:
      return null;
  }
}
