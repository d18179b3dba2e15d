import { klass } from '../i18n/en/class';
import type { Quality } from '../protocol/messages';

/** What this browser knows of its own connection. */
export interface OwnLine {
  /** As the server sees it. */
  readonly quality: Quality;
  /** Pictures of others that stand still because my line does not carry them. */
  readonly paused: number;
  readonly camera: boolean;
}

export interface Saying {
  readonly text: string;
  /** What may help. */
  readonly hint: string | null;
}

/**
 * The one sentence to say about it, null when there is none to say. What arrives nowhere comes first, then what one sees
 * oneself, then what others may notice.
 */
export function ownLine({ quality, paused, camera }: OwnLine): Saying | null {
  if (quality === 'lost') {
    return { text: klass.lostLine, hint: klass.lostLineHint };
  }
  if (paused > 0) {
    return { text: klass.slowLine, hint: null };
  }
  if (quality === 'poor') {
    return { text: klass.weakLine, hint: camera ? klass.weakLineHint : null };
  }
  return null;
}
