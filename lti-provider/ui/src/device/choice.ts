/** What somebody chose in the lobby, carried to the class tab: device ids differ between the two, labels do not. */
export interface Choice {
  readonly mic: boolean;
  readonly camera: boolean;
  readonly micLabel?: string;
  readonly cameraLabel?: string;
  readonly speakerLabel?: string;
}

export const DEFAULT_CHOICE: Choice = { mic: true, camera: true };

const LABEL_LIMIT = 200;

/** As parameters for the fragment of the class page's address. */
export function writeChoice(choice: Choice): string {
  const out = new URLSearchParams({ mic: choice.mic ? '1' : '0', cam: choice.camera ? '1' : '0' });
  for (const [name, label] of [
    ['ml', choice.micLabel],
    ['cl', choice.cameraLabel],
    ['sl', choice.speakerLabel],
  ] as const) {
    if (label) {
      out.set(name, label.slice(0, LABEL_LIMIT));
    }
  }
  return out.toString();
}

export function readChoice(from: URLSearchParams): Choice {
  const label = (name: string) => from.get(name)?.slice(0, LABEL_LIMIT) ?? '';
  return {
    mic: from.get('mic') !== '0',
    camera: from.get('cam') !== '0',
    micLabel: label('ml'),
    cameraLabel: label('cl'),
    speakerLabel: label('sl'),
  };
}
