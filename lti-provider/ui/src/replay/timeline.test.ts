import { describe, expect, it } from 'vitest';
import type { Manifest, ReplayEvent, Track } from './manifest';
import { sceneAt } from './scene';
import { Sources } from './sources';
import { Steps } from './steps';
import { Timeline } from './timeline';

const track = (id: number, person: string, layer: string | null, from: number, to: number): Track => ({
  id,
  person,
  kind: 'camera',
  layer,
  parts: [
    {
      id: `${id}-0`,
      codec: 'vp8',
      width: 320,
      height: 180,
      timescale: 90_000,
      startMicros: from * 1e6,
      endMicros: to * 1e6,
      bytes: 1,
    },
  ],
  gaps: [],
});

function manifest(events: readonly ReplayEvent[], tracks: readonly Track[] = []): Manifest {
  return {
    class: { title: 'Cells' },
    course: { title: 'Biology' },
    startedAt: '2026-11-23T09:50:00Z',
    endMicros: 100,
    people: [
      { id: 'ada', name: 'Ada', role: 'student' },
      { id: 'ben', name: 'Ben', role: 'student' },
      { id: 'host', name: 'Ms Rivera', role: 'host' },
    ],
    rooms: [
      { n: 0, name: 'Main room' },
      { n: 1, name: 'Room 1' },
      { n: 2, name: 'Room 2' },
    ],
    tracks,
    events,
  };
}

const CLASS: readonly ReplayEvent[] = [
  { t: 0, type: 'joined', person: 'host' },
  { t: 3, type: 'recording', on: true },
  { t: 10, type: 'joined', person: 'ada' },
  { t: 12, type: 'joined', person: 'ben' },
  { t: 15, type: 'hand', person: 'ben', up: true },
  { t: 16, type: 'hand', person: 'ada', up: true },
  { t: 18, type: 'chat', person: 'ada', room: 0, text: 'hello' },
  { t: 20, type: 'rooms', rooms: [{ n: 1, name: 'Room 1' }] },
  { t: 20, type: 'moved', person: 'ada', room: 1 },
  { t: 20, type: 'moved', person: 'ben', room: 2 },
  { t: 25, type: 'moved', person: 'host', room: 1 },
  { t: 26, type: 'chat', person: 'ada', room: 1, text: 'only us' },
  { t: 30, type: 'left', person: 'ben' },
  { t: 40, type: 'roomsClosed' },
  { t: 50, type: 'device', person: 'host', mic: true, camera: true, screen: true },
  { t: 55, type: 'device', person: 'host', mic: false, camera: true, screen: true },
  { t: 60, type: 'device', person: 'host', mic: true, camera: true, screen: false },
  { t: 65, type: 'muted', person: 'ada', on: true },
  { t: 66, type: 'speaking', person: 'host', on: true },
  { t: 70, type: 'recording', on: false },
  { t: 80, type: 'recording', on: true },
];

describe('the timeline of a class', () => {
  const timeline = new Timeline(manifest(CLASS));
  const inRoom = (room: number, t: number) => timeline.inRoom(room, t).map(person => person.id);

  it('tells who was in a room at a moment, teachers first', () => {
    expect(inRoom(0, 5)).toEqual(['host']);
    expect(inRoom(0, 19)).toEqual(['host', 'ada', 'ben']);
    expect(inRoom(0, 20)).toEqual(['host']);
    expect(inRoom(1, 26)).toEqual(['host', 'ada']);
    expect(inRoom(2, 26)).toEqual(['ben']);
    expect(inRoom(2, 31)).toEqual([]);
    expect(inRoom(0, 40)).toEqual(['host', 'ada']);
  });

  it('brings everybody back when the rooms close, and lists every room', () => {
    expect(timeline.roomOf('ada', 39)).toBe(1);
    expect(timeline.roomOf('ada', 41)).toBe(0);
    expect(timeline.rooms.map(room => room.n)).toEqual([0, 1, 2]);
  });

  it('keeps hands in the order in which they went up, without those who left', () => {
    expect(timeline.handsAt(14)).toEqual([]);
    expect(timeline.handsAt(17)).toEqual(['ben', 'ada']);
    expect(timeline.handsAt(31)).toEqual(['ada']);
  });

  it('has chapters for rooms, screens and recording', () => {
    expect(timeline.chapters.map(chapter => [chapter.micros, chapter.title])).toEqual([
      [0, 'Class starts'],
      [20, 'Rooms opened'],
      [40, 'Everyone back'],
      [50, 'Ms Rivera shares the screen'],
      [70, 'Recording stopped'],
      [80, 'Recording resumed'],
    ]);
  });

  it('shows the chat of a room up to the moment', () => {
    expect(timeline.chatUntil(0, 17)).toEqual([]);
    expect(timeline.chatUntil(0, 90).map(line => line.text)).toEqual(['hello']);
    expect(timeline.chatUntil(1, 90).map(line => line.text)).toEqual(['only us']);
  });

  it('knows who spoke, was muted, and had which device on', () => {
    expect([timeline.isSpeaking('host', 65), timeline.isSpeaking('host', 67)]).toEqual([false, true]);
    expect([timeline.isMuted('ada', 64), timeline.isMuted('ada', 65)]).toEqual([false, true]);
    expect([timeline.hasMic('host', 52), timeline.hasMic('host', 56)]).toEqual([true, false]);
    expect([timeline.hasScreen('host', 49), timeline.hasScreen('host', 59), timeline.hasScreen('host', 61)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('knows which room heard a voice that went elsewhere', () => {
    const told = new Timeline(
      manifest([
        ...CLASS.slice(0, 9),
        { t: 21, type: 'talk', person: 'host', to: 'room', room: 1 },
        { t: 22, type: 'talk', person: 'host', to: 'rooms' },
        { t: 23, type: 'talk', person: 'host', to: 'nobody' },
        { t: 24, type: 'talk', person: 'host', to: 'here' },
      ]),
    );
    const heard = (t: number) => [0, 1, 2].filter(room => told.voicesIn(room, t).some(({ id }) => id === 'host'));
    expect([20, 21, 22, 23, 24].map(heard)).toEqual([[0], [1], [0, 1, 2], [], [0]]);
  });

  it('takes no harm from people it does not know', () => {
    expect(
      () =>
        new Timeline(
          manifest([
            { t: 1, type: 'moved', person: 'nobody', room: 3 },
            { t: 2, type: 'x' },
          ]),
        ),
    ).not.toThrow();
  });

  it('puts the grid, a screen or the focused person on the canvas, and nothing over its edge', () => {
    const scene = (t: number, focus: Parameters<typeof sceneAt>[3] = null) => sceneAt(timeline, 0, t, focus, 900, 600);
    expect(scene(19).map(spot => [spot.person, spot.large])).toEqual([
      ['host', false],
      ['ada', false],
      ['ben', false],
    ]);
    expect(scene(52)[0]).toMatchObject({ person: 'host', kind: 'screen', large: true });
    expect(scene(19, { person: 'ada', kind: 'camera' }).map(spot => spot.person)).toEqual(['ada', 'host', 'ben']);
    for (const spot of [...scene(19), ...scene(52)]) {
      expect(spot.x).toBeGreaterThanOrEqual(0);
      expect(spot.y).toBeGreaterThanOrEqual(0);
      expect(spot.x + spot.width).toBeLessThanOrEqual(900);
      expect(spot.y + spot.height).toBeLessThanOrEqual(600);
    }
  });
});

describe('the sources of a recording', () => {
  const sources = new Sources(
    manifest([], [track(1, 'ada', 'l', 0, 20), track(2, 'ada', 'h', 5, 10), track(3, 'ada', 'l', 30, 40)]),
  );
  const layer = (t: number, large: boolean) => sources.pick('ada', 'camera', t * 1e6, large)?.layer ?? null;

  it('shows the high layer large and the low one small', () => {
    expect([layer(7, true), layer(7, false)]).toEqual(['h', 'l']);
  });

  it('falls back to whichever was recorded', () => {
    expect([layer(15, true), layer(25, true)]).toEqual(['l', null]);
  });

  it('joins the tracks of a person who came back', () => {
    expect(sources.of('ada', 'camera').map(source => source.parts.length)).toEqual([1, 2]);
    expect(layer(35, false)).toBe('l');
  });
});

describe('steps', () => {
  it('say what was last true, also for moments before the first', () => {
    const steps = new Steps('none');
    steps.add(10, 'a');
    steps.add(10, 'b');
    steps.add(20, 'c');
    expect([0, 10, 15, 20, 99].map(time => steps.at(time))).toEqual(['none', 'b', 'b', 'c', 'c']);
  });
});
