import { effect } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import type { Chat, ClassState, Person } from '../protocol/messages';
import { Classroom } from './classroom';

const NOW = Date.parse('2026-11-23T10:00:05Z');

function person(id: string, more: Partial<Person> = {}): Person {
  const role = id === 'host' ? 'host' : 'student';
  return {
    id,
    name: id,
    role,
    room: 0,
    mic: true,
    camera: true,
    screen: false,
    muted: false,
    hidden: false,
    here: true,
    ...more,
  };
}

function state(more: Partial<ClassState> = {}): ClassState {
  return {
    type: 'state',
    me: 'me',
    class: { title: 'Cells' },
    course: { title: 'Biology' },
    startedAt: '2026-11-23T09:50:00Z',
    now: '2026-11-23T10:00:00Z',
    people: [person('host'), person('me'), person('ada'), person('ben')],
    hands: [],
    rooms: { open: false, list: [] },
    chat: [],
    recording: { on: false },
    muteAll: false,
    rules: { peek: false, seeHostsOnly: false, hearHostsOnly: false },
    talks: [],
    peek: null,
    ...more,
  };
}

function classroom(more: Partial<ClassState> = {}): Classroom {
  const made = new Classroom(() => NOW);
  made.apply(state(more));
  return made;
}

const chat = (n: number, room = 0): Chat => ({ n, person: 'ada', name: 'ada', room, text: `line ${n}`, at: '' });
const ids = (members: readonly { id: string }[]) => members.map(member => member.id);

describe('the class as a browser knows it', () => {
  it('is live with the first state, which says who one is', () => {
    const made = classroom();
    expect(made.phase.value).toBe('live');
    expect(made.mine.value?.id).toBe('me');
    expect(made.host.value).toBe(false);
    expect(ids(made.roommates.value)).toEqual(['host', 'ada', 'ben']);
  });

  it('knows how far the server clock is from its own', () => {
    const made = classroom();
    expect(made.skew).toBe(5_000);
    expect(made.startedAt.value).toBe(Date.parse('2026-11-23T09:50:05Z'));
  });

  it('shows only those in the same room after a move', () => {
    const made = classroom();
    made.apply({ type: 'person', person: person('ada', { room: 2 }) });
    made.apply({ type: 'rooms', rooms: { open: true, list: [{ n: 2, name: 'Mitochondria' }] } });
    made.apply({ type: 'moved', room: 2, name: 'Mitochondria', by: 'host' });
    expect(made.room.value).toBe(2);
    expect(made.roomName.value).toBe('Mitochondria');
    expect(ids(made.roommates.value)).toEqual(['ada']);
  });

  it('shows the room that one looks into, and where one is afterwards', () => {
    const made = classroom();
    made.apply({ type: 'person', person: person('ada', { room: 2 }) });
    made.apply({ type: 'rooms', rooms: { open: true, list: [{ n: 2, name: 'Mitochondria' }] } });
    made.apply({ type: 'peek', room: 2 });
    expect(ids(made.roommates.value)).toEqual(['ada']);
    expect(made.room.value).toBe(0);
    made.apply({ type: 'peek', room: null });
    expect(ids(made.roommates.value)).toEqual(['host', 'ben']);
  });

  it('knows whose voice goes elsewhere, and when that is over', () => {
    const made = classroom({ talks: [{ person: 'me', to: 'room', room: 2 }] });
    expect(made.myTalk.value?.room).toBe(2);
    made.apply({ type: 'talk', talk: { person: 'host', to: 'person' } });
    expect([...made.talks.value.keys()]).toEqual(['me', 'host']);
    made.apply({ type: 'talkOver', person: 'me' });
    expect(made.myTalk.value).toBeNull();
  });

  it('draws no grid anew when only a microphone changed', () => {
    const made = classroom();
    let drawn = 0;
    const stop = effect(() => {
      made.roommates.value;
      drawn++;
    });
    made.apply({ type: 'person', person: person('ada', { mic: false }) });
    made.apply({ type: 'speaking', person: 'ben', on: true });
    expect(drawn).toBe(1);
    expect(made.member('ada')?.info.value.mic).toBe(false);
    expect(made.member('ben')?.speaking.value).toBe(true);
    made.apply({ type: 'left', person: 'ben' });
    expect(drawn).toBe(2);
    stop();
  });

  it('keeps the same member over a new state', () => {
    const made = classroom();
    const before = made.member('ada');
    made.apply(state({ people: [person('me'), person('ada', { name: 'Ada L.' })] }));
    expect(made.member('ada')).toBe(before);
    expect(before?.info.value.name).toBe('Ada L.');
    expect(made.member('ben')).toBeUndefined();
  });

  it('queues hands in the order of the server', () => {
    const made = classroom({ hands: ['ben', 'ada'] });
    expect([made.handOf('ben'), made.handOf('ada'), made.handOf('me')]).toEqual([1, 2, 0]);
    made.apply({ type: 'hands', queue: ['ada'] });
    expect([made.handOf('ben'), made.handOf('ada')]).toEqual([0, 1]);
  });

  it('shows the chat of the room one is in, each line once', () => {
    const made = classroom({ chat: [chat(1)] });
    made.apply({ type: 'chat', chat: chat(2) });
    made.apply({ type: 'chat', chat: chat(2) });
    made.apply({ type: 'chat', chat: chat(3, 4) });
    expect(made.roomChat.value.map(line => line.n)).toEqual([1, 2]);
  });

  it('keeps at most 500 lines of chat', () => {
    const made = classroom();
    for (let n = 1; n <= 600; n++) {
      made.apply({ type: 'chat', chat: chat(n) });
    }
    expect(made.chat.value.length).toBe(500);
    expect(made.chat.value[0]?.n).toBe(101);
  });

  it('remembers the name of somebody who left', () => {
    const made = classroom();
    made.apply({ type: 'left', person: 'ada' });
    expect(made.nameOf('ada')).toBe('ada');
    expect(made.nameOf('nobody')).toBe('');
  });

  it('shows nobody as speaking whose connection is lost', () => {
    const made = classroom();
    made.apply({ type: 'speaking', person: 'ada', on: true });
    made.apply({ type: 'person', person: person('ada', { here: false }) });
    expect(made.member('ada')?.speaking.value).toBe(false);
  });

  it('knows how connections are, which a new state calls good', () => {
    const made = classroom();
    made.apply({ type: 'quality', person: 'me', level: 'poor' });
    made.apply({ type: 'quality', person: 'ada', level: 'lost' });
    made.apply({ type: 'quality', person: 'nobody', level: 'lost' });
    expect(made.quality.value).toBe('poor');
    expect(made.member('ada')?.quality.value).toBe('lost');
    made.apply(state());
    made.apply({ type: 'quality', person: 'ada', level: 'fair' });
    expect(made.quality.value).toBe('good');
    expect(made.member('ada')?.quality.value).toBe('fair');
  });

  it('waits, and ends', () => {
    const made = new Classroom(() => NOW);
    made.apply({ type: 'waiting' });
    expect(made.phase.value).toBe('waiting');
    made.apply(state());
    made.apply({ type: 'ended', by: 'host' });
    expect(made.phase.value).toBe('ended');
  });

  it('ignores news about people it never heard of', () => {
    const made = classroom();
    made.apply({ type: 'speaking', person: 'nobody', on: true });
    made.apply({ type: 'left', person: 'nobody' });
    expect(made.members.value.size).toBe(4);
  });
});
