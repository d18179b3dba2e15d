import { type Signal, useComputed, useSignal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import { useClass } from '../class/context';
import { rooms as words } from '../i18n/en/rooms';
import { number, say } from '../i18n/text';
import { Dialog } from '../ui/Dialog';
import { keepPossible, MOST_ROOMS, type Placement, peopleIn, placeEvenly, placeOne, placeRandomly } from './placement';

const START_ROOMS = 2;
const DEFAULT_MINUTES = 15;

/** A set-up of rooms before they open. */
class Plan {
  readonly names: Signal<readonly string[]>;
  readonly placement: Signal<Placement>;
  readonly minutes: Signal<string>;

  constructor(names: Signal<readonly string[]>, placement: Signal<Placement>, minutes: Signal<string>) {
    this.names = names;
    this.placement = placement;
    this.minutes = minutes;
  }

  put(person: string, room: number | null): void {
    this.placement.value = placeOne(this.placement.peek(), person, room);
  }

  resize(count: number, people: readonly string[]): void {
    const names = this.names.peek();
    this.names.value = Array.from({ length: count }, (_, i) => names[i] ?? say(words.roomN, { n: i + 1 }));
    this.placement.value = keepPossible(this.placement.peek(), people, count);
  }

  rename(room: number, name: string): void {
    this.names.value = this.names.peek().map((old, i) => (i === room ? name : old));
  }
}

/** Number of rooms, who goes where, for how long; then Start. */
export function RoomsDialog({ onClose }: { readonly onClose: () => void }) {
  const { participant, screen } = useClass();
  const { classroom } = participant;
  const students = useComputed(() =>
    [...classroom.members.value.values()]
      .map(member => member.info.value)
      .filter(person => person.role === 'student')
      .sort((a, b) => a.name.localeCompare(b.name)),
  );
  const ids = students.value.map(person => person.id);
  const names = useSignal<readonly string[]>([]);
  const placement = useSignal<Placement>(new Map());
  const minutes = useSignal(String(DEFAULT_MINUTES));
  const plan = useMemo(() => {
    const made = new Plan(names, placement, minutes);
    made.resize(START_ROOMS, []);
    made.placement.value = placeEvenly(ids, START_ROOMS);
    return made;
  }, [names, placement, minutes]);
  const count = names.value.length;
  const placed = keepPossible(placement.value, ids, count);
  const resize = (to: number) => {
    const next = Math.min(MOST_ROOMS, Math.max(1, to));
    plan.resize(next, ids);
    plan.placement.value = placeEvenly(ids, next);
  };
  const start = async () => {
    const asked = {
      type: 'openRooms',
      rooms: names.peek().map((name, i) => ({
        name: name.trim() || say(words.roomN, { n: i + 1 }),
        people: peopleIn(placed, i),
      })),
      minutes: minutes.peek() === '' ? null : Number(minutes.peek()),
    } as const;
    if (await participant.ask(asked)) {
      screen.panel.value = 'rooms';
      onClose();
    }
  };
  return (
    <Dialog title={words.title} onClose={onClose} wide>
      <div class="rooms-top">
        <RoomCount count={count} onCount={resize} />
        <fieldset class="segments">
          <legend class="label">{words.placing}</legend>
          <button
            type="button"
            class="button"
            onClick={() => {
              plan.placement.value = placeEvenly(ids, count);
            }}
          >
            {words.even}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              plan.placement.value = placeRandomly(ids, count);
            }}
          >
            {words.random}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              plan.placement.value = new Map();
            }}
          >
            {words.byHand}
          </button>
        </fieldset>
        <label class="field rooms-minutes">
          <span>{words.minutes}</span>
          <select
            value={minutes.value}
            onChange={event => {
              minutes.value = event.currentTarget.value;
            }}
          >
            {['5', '10', '15', '20', '30', '45', '60'].map(value => (
              <option key={value} value={value}>
                {number(Number(value))}
              </option>
            ))}
            <option value="">{words.noLimit}</option>
          </select>
        </label>
      </div>
      <p class="small quiet">{ids.length === 0 ? words.noStudents : words.drag}</p>
      <div class="rooms-plan">
        <PlanCard
          plan={plan}
          room={null}
          people={students.value.filter(person => !placed.has(person.id))}
          empty={words.everyonePlaced}
        />
        <div class="rooms-cards">
          {names.value.map((_, room) => (
            <PlanCard
              key={room}
              plan={plan}
              room={room}
              people={students.value.filter(person => placed.get(person.id) === room)}
              empty={words.empty}
            />
          ))}
        </div>
      </div>
      <div class="actions sticky">
        <button type="button" class="button primary" onClick={() => void start()}>
          {words.start}
        </button>
      </div>
    </Dialog>
  );
}

function RoomCount({ count, onCount }: { readonly count: number; readonly onCount: (count: number) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label class="label" for={id}>
        {words.count}
      </label>
      <div class="stepper">
        <button type="button" class="button square" aria-label={words.fewer} onClick={() => onCount(count - 1)}>
          −
        </button>
        <input
          id={id}
          type="number"
          min={1}
          max={MOST_ROOMS}
          value={count}
          onChange={event => onCount(Math.round(Number(event.currentTarget.value)) || 1)}
        />
        <button type="button" class="button square" aria-label={words.more} onClick={() => onCount(count + 1)}>
          +
        </button>
      </div>
    </div>
  );
}

interface PlanCardProps {
  readonly plan: Plan;
  readonly room: number | null;
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly empty: string;
}

function PlanCard({ plan, room, people, empty }: PlanCardProps) {
  const over = useSignal(false);
  const name = room === null ? words.unplaced : (plan.names.value[room] ?? '');
  return (
    <section
      class={over.value ? 'plan-card over' : 'plan-card'}
      aria-label={name}
      onDragOver={event => {
        event.preventDefault();
        over.value = true;
      }}
      onDragLeave={() => {
        over.value = false;
      }}
      onDrop={event => {
        event.preventDefault();
        over.value = false;
        const person = event.dataTransfer?.getData('text/plain');
        if (person) {
          plan.put(person, room);
        }
      }}
    >
      <header>
        {room === null ? (
          <h3>{name}</h3>
        ) : (
          <input
            type="text"
            maxLength={60}
            aria-label={say(words.nameOf, { n: room + 1 })}
            value={name}
            onInput={event => plan.rename(room, event.currentTarget.value)}
          />
        )}
        <span class="quiet numbers">{number(people.length)}</span>
      </header>
      {people.length === 0 && <p class="small quiet">{empty}</p>}
      <ul>
        {people.map(person => (
          <li
            key={person.id}
            class="plan-person"
            draggable
            onDragStart={event => event.dataTransfer?.setData('text/plain', person.id)}
          >
            <span class="person-name">{person.name}</span>
            <MoveTo name={person.name} rooms={plan.names.value} at={room} onMove={to => plan.put(person.id, to)} />
          </li>
        ))}
      </ul>
      {room === null && people.length > 0 && <p class="small quiet">{words.unplacedHint}</p>}
    </section>
  );
}

interface MoveToProps {
  readonly name: string;
  readonly rooms: readonly string[];
  /** Index of the room where they are, null for none. */
  readonly at: number | null;
  readonly onMove: (room: number | null) => void;
}

/** The way to move somebody without dragging. */
function MoveTo({ name, rooms, at, onMove }: MoveToProps) {
  return (
    <select
      class="move"
      aria-label={say(words.moveTo, { name })}
      value={at === null ? '' : String(at)}
      onChange={event => onMove(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))}
    >
      <option value="">{words.inMain}</option>
      {rooms.map((room, i) => (
        <option key={i} value={String(i)}>
          {room}
        </option>
      ))}
    </select>
  );
}
