import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useId, useMemo } from 'preact/hooks';
import type { LastRooms } from '../api/types';
import { useClass } from '../class/context';
import { rooms as words } from '../i18n/en/rooms';
import { number, say } from '../i18n/text';
import { Dialog } from '../ui/Dialog';
import { GroupChoice } from './GroupChoice';
import { keepPossible, MOST_ROOMS } from './placement';
import { Plan } from './plan';

const START_ROOMS = 2;

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
  const plan = useMemo(() => new Plan(START_ROOMS, ids), []);
  const last = useSignal<LastRooms | null>(null);
  useEffect(() => {
    participant.lastRooms().then(
      found => {
        last.value = found.rooms.length > 0 ? found : null;
      },
      () => undefined, // rooms can be set up without it
    );
  }, [participant]);
  const { names, placement, minutes } = plan;
  const count = names.value.length;
  const placed = keepPossible(placement.value, ids, count);
  const start = async () => {
    const asked = {
      type: 'openRooms',
      rooms: plan.rooms(ids),
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
        <RoomCount count={count} onCount={to => plan.resize(Math.min(MOST_ROOMS, Math.max(1, to)), ids)} />
        <fieldset class="segments">
          <legend class="label">{words.placing}</legend>
          <button type="button" class="button" onClick={() => plan.even(ids)}>
            {words.even}
          </button>
          <button type="button" class="button" onClick={() => plan.random(ids)}>
            {words.random}
          </button>
          <button type="button" class="button" onClick={() => plan.byHand()}>
            {words.byHand}
          </button>
          {last.value !== null && (
            <button type="button" class="button" onClick={() => last.value && plan.asLast(last.value, ids)}>
              {words.lastTime}
            </button>
          )}
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
      <GroupChoice plan={plan} people={ids} />
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
