import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ClassGroups } from '../api/types';
import { useClass } from '../class/context';
import { rooms as words } from '../i18n/en/rooms';
import { names, say } from '../i18n/text';
import { fullest, MOST_ROOMS } from './placement';
import type { Plan } from './plan';

/** A slow LMS's groups come while the dialog is open. */
const AGAIN_MS = 3_000;
const TRIES = 10;

interface Props {
  readonly plan: Plan;
  /** The students who are in the class. */
  readonly people: readonly string[];
}

/** Rooms of the course's groups, where any are known; chosen at once in a class that is planned so. */
export function GroupChoice({ plan, people }: Props) {
  const { participant } = useClass();
  const known = useSignal<ClassGroups | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (tries: number) => {
      try {
        const groups = await participant.groups();
        known.value = groups;
        const set = groups.planned && !plan.touched ? fullest(groups.sets) : null;
        if (set !== null) {
          plan.byGroups(set, people);
        }
        if (groups.sets.length === 0 && tries > 1) {
          timer = setTimeout(() => void load(tries - 1), AGAIN_MS);
        }
      } catch {
        // rooms can be set up without groups
      }
    };
    void load(TRIES);
    return () => clearTimeout(timer);
  }, [participant]);
  useEffect(() => plan.arrived(people), [plan, people.join()]);
  const groups = known.value;
  if (groups === null) {
    return null;
  }
  const sets = groups.sets.filter(set => set.groups.length > 0);
  if (sets.length === 0) {
    return (
      <>
        {groups.planned && <p class="notice">{words.plannedUnknown}</p>}
        {groups.problem && <p class="notice warn">{groups.problem}</p>}
      </>
    );
  }
  const chosen = plan.set.value?.set.id;
  return (
    <>
      <label class="field rooms-groups">
        <span>{words.groups}</span>
        <select
          value={chosen === undefined ? '' : String(chosen)}
          onChange={event => {
            const set = sets.find(one => String(one.id) === event.currentTarget.value);
            if (set === undefined) {
              plan.byHand();
            } else {
              plan.byGroups(set, people);
            }
          }}
        >
          <option value="">{words.chooseGroups}</option>
          {sets.map(set => (
            <option key={set.id} value={String(set.id)}>
              {say(words.setKnown, { name: set.name, known: set.known, count: Math.max(groups.students, set.known) })}
            </option>
          ))}
        </select>
      </label>
      {groups.problem && <p class="notice warn">{groups.problem}</p>}
      <div role="status" class="small quiet">
        <Outcome plan={plan} />
      </div>
    </>
  );
}

/** What became of a set's groups. */
function Outcome({ plan }: { readonly plan: Plan }) {
  const { classroom } = useClass().participant;
  const chosen = plan.set.value;
  if (chosen === null) {
    return null;
  }
  const { twice, left } = chosen.placed;
  return (
    <>
      <p>{words.groupsLater}</p>
      {twice.length > 0 && (
        <p>{say(words.inTwo, { names: names(twice.map(one => classroom.nameOf(one))), count: twice.length })}</p>
      )}
      {left > 0 && <p>{say(words.tooManyGroups, { most: MOST_ROOMS, count: left })}</p>}
    </>
  );
}
