import type { ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { layOut } from '../grid/layout';
import { klass } from '../i18n/en/class';
import { say } from '../i18n/text';
import type { Member } from '../model/classroom';
import { settled, steady } from '../model/steady';
import { useSize } from '../ui/useSize';
import { useClass } from './context';
import { SelfView } from './SelfView';
import { onStage, pickTiles, type Shown } from './stage';
import { Tile } from './Tile';

const GAP = 8;
const LEAST_TILE = 128;

/** The grid of equals, or a stage with the others beside it. */
export function MainArea() {
  const { participant, screen } = useClass();
  const { classroom } = participant;
  const stage = useMemo(
    () =>
      settled<Shown | null>(
        () => onStage(screen.focus.value, classroom.roommates.value),
        (a, b) => a?.person === b?.person && a?.kind === b?.kind,
      ),
    [classroom, screen],
  );
  const tiles = useMemo(
    () =>
      steady(() => {
        const out = stage.value?.kind === 'camera' ? stage.value.person : null;
        return pickTiles(
          classroom.roommates.value.filter(member => member.id !== out),
          participant.tiles,
        );
      }),
    [classroom, participant, stage],
  );
  const alone = classroom.roommates.value.length === 0;
  return (
    <main class={stage.value ? 'area staged' : 'area'}>
      {alone && <p class="alone">{classroom.host.value ? klass.aloneHost : klass.alone}</p>}
      {stage.value && <Stage shown={stage.value} />}
      <Grid tiles={tiles} small={stage.value !== null} />
      <SelfView large={alone} />
    </main>
  );
}

function Stage({ shown }: { readonly shown: Shown }) {
  const { classroom } = useClass().participant;
  const member = classroom.member(shown.person);
  if (member === undefined) {
    return null;
  }
  return (
    <section class="stage" aria-label={klass.focused}>
      <Tile key={`${shown.kind} ${shown.person}`} member={member} kind={shown.kind} large />
    </section>
  );
}

function Grid({ tiles, small }: { readonly tiles: ReadonlySignal<readonly Member[]>; readonly small: boolean }) {
  const { classroom } = useClass().participant;
  const [frame, size] = useSize<HTMLDivElement>();
  const members = tiles.value;
  const { width, height } = size.value;
  const layout = layOut(members.length, width - 2 * GAP, height - 2 * GAP, GAP, LEAST_TILE);
  const left = classroom.roommates.value.length - members.length - (small ? 1 : 0);
  return (
    <div ref={frame} class={small ? 'strip' : 'grid-frame'}>
      <ul
        class="grid"
        style={
          small || layout.width === 0
            ? {}
            : {
                gridTemplateColumns: `repeat(${layout.columns}, ${layout.width}px)`,
                gridAutoRows: `${layout.height}px`,
              }
        }
      >
        {members.map(member => (
          <li key={member.id}>
            <Tile member={member} kind="camera" large={false} />
          </li>
        ))}
      </ul>
      {left > 0 && <p class="small quiet more">{say(klass.more, { count: left })}</p>}
    </div>
  );
}
