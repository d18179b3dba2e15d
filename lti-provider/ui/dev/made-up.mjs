// The people, rooms and recordings of the made-up class, and how it answers.
import { offer } from './offer.mjs';

const NAMES = [
  'Amina Diallo',
  'Ben Carter',
  'Chen Wei',
  'Dilara Yılmaz',
  'Emil Sørensen',
  'Fatima Haddad',
  'Giulia Rossi',
  'Hugo Martín',
];
const MORE = [
  'Ines Costa',
  'Jonas Weber',
  'Kofi Mensah',
  'Lea Novak',
  'Maya Patel',
  'Noah Brown',
  'Olga Petrova',
  'Pavel Dvořák',
  'Quinn Lee',
  'Rosa Jiménez',
  'Sami Aalto',
  'Tara Singh',
  'Uma Rao',
  'Viktor Holm',
  'Wren Clark',
  'Yusuf Demir',
];
const KEPT = '2027-05-21T00:00:00Z';
const ago = minutes => new Date(Date.now() - minutes * 60_000).toISOString();

export const message = {
  __TITLE__: 'Open this class again from your course',
  __TEXT__: 'This page was open too long or was reloaded. Go back to your course and open the class there once more.',
  __CODE__: 'state_unknown',
  __DETAILS__: '2026-11-23T12:00:00Z launch 7f3a',
  __ACTION__: '',
};

export function bootstrap(role) {
  return {
    token: 'made-up',
    me: { name: role === 'host' ? 'Ms Rivera' : 'Ben Carter', role },
    course: { title: 'Biology 7B' },
    class: { title: 'The living cell' },
    locale: 'en-GB',
  };
}

const lobby = {
  phase: 'idle',
  here: 0,
  waiting: 3,
  canStart: true,
  canJoin: true,
  record: true,
  retentionDays: 180,
  releaseByDefault: false,
  draining: false,
  peek: false,
  video: 'vp8',
  redundantAudio: false,
  keptUntil: KEPT,
  get now() {
    return ago(0);
  },
  startsAt: ago(-12.5),
  endsAt: ago(-72.5),
  upcoming: [0, 1, 2, 3].map(i => ({
    startsAt: ago(-12.5 - i * 10_080),
    endsAt: ago(-72.5 - i * 10_080),
    cancelled: i === 2,
  })),
  sessions: [
    { id: 's1', startedAt: ago(3000), endedAt: ago(2955), present: 6 },
    { id: 's0', startedAt: ago(10080), endedAt: ago(10033), present: 24 },
  ],
  recordings: [
    {
      id: 'r1',
      session: 's1',
      startedAt: ago(3000),
      durationSeconds: 2712,
      ready: true,
      released: true,
      keptUntil: KEPT,
      people: 6,
      rooms: 3,
    },
    {
      id: 'r0',
      session: 's0',
      startedAt: ago(10080),
      durationSeconds: 2820,
      ready: true,
      released: false,
      keptUntil: KEPT,
      people: 24,
      rooms: 0,
      problem: 'The recorder was away for 3 seconds.',
    },
  ],
};

function timetable() {
  const repeat = { days: ['MO', 'WE'], every: 1, until: '2027-06-30' };
  return {
    series: [
      { id: 1, zone: 'Europe/Lisbon', date: '2026-11-30', starts: '10:00', minutes: 60, repeat, classes: 60 },
      { id: 2, zone: 'America/New_York', date: '2026-12-18', starts: '18:30', minutes: 90, classes: 1 },
    ],
    classes: Array.from({ length: 14 }, (_, i) => ({
      ...{ series: 1, day: `2026-12-${String(i + 1).padStart(2, '0')}`, cancelled: i === 2, moved: i === 3 },
      ...{ startsAt: ago(-12.5 - i * 10_080), endsAt: ago(-72.5 - i * 10_080) },
    })),
  };
}

export function api(method, path, body) {
  if (path === '/api/lobby') return lobby;
  if (path === '/api/lobby/probe') return probe();
  if (path.startsWith('/api/lobby/probe/')) return {};
  if (path === '/api/lobby/ticket') return { url: body.for === 'class' ? '/room#t=host' : '/replay#t=replay' };
  if (path === '/api/lobby/schedule') return timetable();
  if (path === '/api/lobby/settings') return Object.assign(lobby, body);
  if (path.endsWith('/attendance')) return attendance();
  if (path.includes('/excused/')) return setExcused(path.split('/').pop(), body.excused);
  if (path === '/api/lobby/grades') return gradebook(body);
  if (path === '/api/lobby/grades/retry') return gradebook({});
  if (path === '/api/roster') return { asOf: ago(4), people: ABSENT.map((name, i) => ({ person: `a${i}`, name })) };
  if (path === '/api/enter') {
    if (body.ticket === 'used') return undefined;
    return {
      token: body.ticket,
      purpose: 'class',
      recording: 'r1',
      me: { id: 'p0', name: 'Ms Rivera', role: 'host' },
      course: { title: 'Biology 7B' },
      class: { title: 'The living cell' },
    };
  }
  if (method === 'PUT' && path.startsWith('/api/recordings/')) {
    const recording = lobby.recordings.find(one => path.endsWith(one.id));
    return Object.assign(recording ?? {}, body);
  }
  return undefined;
}

/** Of a network that lets nothing through: nobody answers at these addresses. */
function probe() {
  return {
    id: 'c1',
    seconds: 15,
    ice: [{ urls: ['turns:turn.school.example:443?transport=tcp'], username: 'made-up', credential: 'made-up' }],
    paths: [
      { path: 'udp', sdp: offer(1, ['udp 192.0.2.10 10000']) },
      { path: 'tcp', sdp: offer(1, ['tcp 192.0.2.10 443']) },
      { path: 'turn', sdp: offer(1) },
    ],
  };
}

const ABSENT = ['Lena Vogt', 'Óscar Ibáñez'];
const excused = new Set(['a1']);
let rule = { send: true, measure: 'percent', enough: 75, points: 10, partial: true };

function setExcused(person, on) {
  if (on) excused.add(person);
  else excused.delete(person);
  return {};
}

function gradebook(wish) {
  rule = { ...rule, ...wish };
  const score = (name, given, state, problem) => ({ person: name, name, given, maximum: rule.points, state, problem });
  const people = [
    score('Amira Haddad', 10, 'sent'),
    score('Ben Okafor', 8.67, 'kept', '9 / 10'),
    score('Chen Wei', 7.33, 'failed', 'The LMS refused the score (422): User is not enrolled.'),
    score('Lena Vogt', 0, 'waiting'),
  ];
  const problem = 'The LMS is busy (429): Rate limit exceeded';
  return { rule, people: rule.send ? people : [], ...(rule.send && { problem, nextTryAt: ago(-12) }) };
}

function attendance() {
  const start = Date.parse(lobby.sessions[0].startedAt);
  const at = minute => new Date(start + minute * 60_000).toISOString();
  return {
    startedAt: at(0),
    endedAt: at(45),
    roster: { asOf: ago(4) },
    people: ['Ms Rivera', ...NAMES]
      .map((name, i) => ({
        person: `p${i}`,
        name,
        role: i === 0 ? 'host' : 'student',
        status: excused.has(`p${i}`) ? 'excused' : 'present',
        minutes: 45 - i * 3,
        spans:
          i % 3 === 2
            ? [
                { from: at(i), to: at(14) },
                { from: at(19), to: at(45) },
              ]
            : [{ from: at(i), to: at(45 - i) }],
      }))
      .concat(
        ABSENT.map((name, i) => ({
          person: `a${i}`,
          name,
          role: 'student',
          status: excused.has(`a${i}`) ? 'excused' : 'absent',
          minutes: 0,
          spans: [],
        })),
      ),
  };
}

function person(id, name, role, more = {}) {
  return {
    id,
    name,
    role,
    room: 0,
    mic: true,
    camera: false,
    screen: false,
    muted: false,
    hidden: false,
    here: true,
    ...more,
  };
}

/** Speaks the server's side of docs/protocol.md to one page, with everything but media. */
export function converse(socket) {
  let n = 0;
  let people = [];
  let rooms = { open: false, list: [] };
  let hands = [];
  let me = 'p0';
  const send = message => socket.send(JSON.stringify({ ...message, n: ++n }));
  const change = (id, more) => {
    people = people.map(one => (one.id === id ? { ...one, ...more } : one));
    send({ type: 'person', person: people.find(one => one.id === id) });
  };
  /** Bad lines of mine and of others, and pictures that mine does not carry. */
  const weak = () => {
    people = people.map((one, i) => ({ ...one, camera: i > 0 && one.here }));
    people.forEach(one => {
      send({ type: 'person', person: one });
    });
    send({ type: 'offer', sdp: offer(6), fresh: true, ice: [] });
    const levels = { p1: 'fair', p3: 'poor', p6: 'lost', [me]: 'poor' };
    for (const [person, level] of Object.entries(levels)) {
      if (me === 'p0' || me === person) send({ type: 'quality', person, level });
    }
  };
  const pause = () =>
    send({
      type: 'slots',
      revision: 1,
      slots: ['p1', 'p2', 'p3'].map((id, i) => ({ mid: `v${i}`, person: id, kind: 'camera', paused: i > 0 })),
    });
  socket.on('message', data => {
    const said = JSON.parse(String(data));
    const { type } = said;
    if (type === 'hello') {
      const names = said.token.includes('many') ? [...NAMES, ...MORE] : said.token.includes('alone') ? [] : NAMES;
      me = said.token.includes('student') ? 'p2' : 'p0';
      if (said.token.includes('waiting')) {
        send({ type: 'waiting' });
        return;
      }
      people = [
        person('p0', 'Ms Rivera', 'host'),
        ...names.map((name, i) =>
          person(`p${i + 1}`, name, 'student', { mic: i % 3 !== 1, muted: i === 4, here: i !== 6 }),
        ),
      ];
      hands = names.length > 0 ? ['p4', 'p7'] : [];
      send({
        type: 'state',
        me,
        class: { title: 'The living cell' },
        course: { title: 'Biology 7B' },
        startedAt: ago(12),
        now: ago(0),
        people,
        hands,
        rooms,
        chat: [
          {
            n: 1,
            person: 'p0',
            name: 'Ms Rivera',
            room: 0,
            text: 'Good morning! Please have your drawing of the cell ready.',
            at: ago(10),
          },
          {
            n: 2,
            person: 'p3',
            name: 'Chen Wei',
            room: 0,
            text: 'Mine has a nucleus and mitochondria. Is the membrane drawn with one line or two?',
            at: ago(8),
          },
        ],
        recording: { on: true, keptUntil: KEPT },
        muteAll: false,
        rules: { peek: false, seeHostsOnly: false, hearHostsOnly: false },
        talks: [],
        peek: null,
      });
      if (said.token.includes('weak')) weak();
      if (names.length > 0) {
        send({ type: 'speaking', person: me === 'p0' ? 'p3' : 'p0', on: true });
      }
      return;
    }
    if (type === 'answer' && me === 'p0') pause();
    if (said.id !== undefined) send({ type: 'ok', id: said.id });
    if (type === 'device' && people.length > 0) change(me, { mic: said.mic, camera: said.camera, screen: said.screen });
    if (type === 'hand') {
      hands = said.up ? [...hands, me] : hands.filter(id => id !== me);
      send({ type: 'hands', queue: hands });
    }
    if (type === 'lowerHand') {
      hands = hands.filter(id => id !== said.person);
      send({ type: 'hands', queue: hands });
    }
    if (type === 'mute') change(said.person, { muted: said.on });
    if (type === 'muteAll') {
      send({ type: 'muteAll', on: said.on });
      for (const one of people.filter(one => one.role === 'student')) change(one.id, { muted: said.on });
    }
    if (type === 'chat')
      send({ type: 'chat', chat: { n: 100 + n, person: me, name: 'Ms Rivera', room: 0, text: said.text, at: ago(0) } });
    if (type === 'record') send({ type: 'recording', recording: { on: said.on, keptUntil: KEPT } });
    if (type === 'announce') send({ type: 'announcement', person: me, text: said.text });
    if (type === 'openRooms') {
      rooms = {
        open: true,
        list: [{ n: 0, name: 'Main room' }, ...said.rooms.map((room, i) => ({ n: i + 1, name: room.name }))],
        endsAt: said.minutes ? ago(-said.minutes) : null,
      };
      send({ type: 'rooms', rooms });
      said.rooms.forEach((room, i) => {
        for (const id of room.people) change(id, { room: i + 1 });
      });
      if (me !== 'p0') send({ type: 'moved', room: 1, name: said.rooms[0].name, by: 'p0' });
    }
    if (type === 'move') change(said.person, { room: said.room });
    if (type === 'visit') {
      change(me, { room: said.room });
      send({ type: 'moved', room: said.room, name: rooms.list.find(room => room.n === said.room)?.name ?? '', by: me });
    }
    if (type === 'roomsTimer') {
      rooms = { ...rooms, endsAt: said.minutes ? ago(-said.minutes) : null };
      send({ type: 'rooms', rooms });
    }
    if (type === 'closeRooms') {
      rooms = { ...rooms, closingAt: new Date(Date.now() + said.notice * 1000).toISOString() };
      send({ type: 'rooms', rooms });
      setTimeout(() => {
        rooms = { open: false, list: [] };
        send({ type: 'rooms', rooms });
        for (const one of people.filter(one => one.room !== 0)) change(one.id, { room: 0 });
      }, said.notice * 1000);
    }
    if (type === 'end') {
      send({ type: 'ended', by: me });
      socket.close(4410);
    }
  });
}
