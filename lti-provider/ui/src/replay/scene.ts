import { layOut } from '../grid/layout';
import type { ReplayPerson } from './manifest';
import type { Timeline } from './timeline';

/** Something shown: whose, which kind, and where, CSS pixels. */
export interface Spot {
  readonly person: string;
  readonly kind: 'camera' | 'screen';
  readonly large: boolean;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Focus {
  readonly person: string;
  readonly kind: 'camera' | 'screen';
}

const GAP = 8;
const STRIP = 184;
const STRIP_NARROW = 120;
const TILE_LIMIT = 25;

/** Who is where on the canvas at a moment: the same stage and grid as in class. */
export function sceneAt(
  timeline: Timeline,
  room: number,
  micros: number,
  focus: Focus | null,
  width: number,
  height: number,
): Spot[] {
  const people = timeline.inRoom(room, micros);
  const stage = stageOf(timeline, people, micros, focus);
  const others = people
    .filter(person => stage === null || stage.kind === 'screen' || person.id !== stage.person)
    .slice(0, TILE_LIMIT);
  if (stage === null) {
    return gridOf(others, 0, 0, width, height, false);
  }
  const beside = width >= 720;
  const strip = others.length === 0 ? 0 : beside ? STRIP : STRIP_NARROW;
  const large: Spot = {
    ...stage,
    large: true,
    x: GAP,
    y: GAP,
    width: Math.max(0, width - 2 * GAP - (beside ? strip : 0)),
    height: Math.max(0, height - 2 * GAP - (beside ? 0 : strip)),
  };
  const rest = beside
    ? gridOf(others, width - strip, 0, strip, height, true)
    : gridOf(others, 0, height - strip, width, strip, true);
  return [large, ...rest];
}

function stageOf(
  timeline: Timeline,
  people: readonly ReplayPerson[],
  micros: number,
  focus: Focus | null,
): Focus | null {
  if (focus !== null && people.some(person => person.id === focus.person)) {
    if (focus.kind === 'camera' || timeline.hasScreen(focus.person, micros)) {
      return focus;
    }
  }
  const sharing = people.find(person => timeline.hasScreen(person.id, micros));
  return sharing === undefined ? null : { person: sharing.id, kind: 'screen' };
}

function gridOf(
  people: readonly ReplayPerson[],
  left: number,
  top: number,
  width: number,
  height: number,
  small: boolean,
): Spot[] {
  const { columns, rows, width: w, height: h } = layOut(people.length, width - 2 * GAP, height - 2 * GAP, GAP, 0);
  const high = !small && people.length <= 2;
  const free = height - rows * (h + GAP) + GAP;
  return people.map((person, i) => {
    const row = Math.floor(i / columns);
    const inRow = row === rows - 1 ? people.length - row * columns : columns;
    const startX = left + (width - (inRow * (w + GAP) - GAP)) / 2;
    return {
      person: person.id,
      kind: 'camera',
      large: high,
      x: Math.round(startX + (i % columns) * (w + GAP)),
      y: Math.round(top + free / 2 + row * (h + GAP)),
      width: w,
      height: h,
    };
  });
}
