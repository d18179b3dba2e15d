import type { Member } from '../model/classroom';
import type { VideoKind } from '../protocol/messages';

/** What is shown large. */
export interface Shown {
  readonly person: string;
  readonly kind: VideoKind;
}

/**
 * What belongs on the stage: whom one focused, else a shared screen, else nothing (everybody is equal in the grid).
 * A focus on somebody who is gone does not count.
 */
export function onStage(focus: Shown | null, roommates: readonly Member[]): Shown | null {
  const focused = focus === null ? undefined : roommates.find(member => member.id === focus.person);
  if (focus !== null && focused !== undefined && (focus.kind === 'camera' || focused.info.value.screen)) {
    return focus;
  }
  const sharing = roommates.find(member => member.info.value.screen);
  return sharing === undefined ? null : { person: sharing.id, kind: 'screen' };
}

/**
 * Who gets a tile when not all fit: hosts, then who spoke last, in the order in which they came, so that nobody jumps
 * about while all fit.
 */
export function pickTiles(members: readonly Member[], limit: number): readonly Member[] {
  if (members.length <= limit) {
    return members;
  }
  const rank = (member: Member) => (member.info.value.role === 'host' ? Number.MAX_SAFE_INTEGER : member.spokeAt);
  const chosen = new Set([...members].sort((a, b) => rank(b) - rank(a)).slice(0, limit));
  return members.filter(member => chosen.has(member));
}
