// A recording of the made-up class, encoded by ffmpeg once: test pictures and tones, one of each for every person.
import { execFileSync } from 'node:child_process';
import { part } from './fmp4-writer.mjs';

const SECONDS = 60;
/** What is encoded; it repeats, each time from its first keyframe. */
const CLIP_SECONDS = 4;
const PEOPLE = [
  'Ms Rivera',
  'Amina Diallo',
  'Ben Carter',
  'Chen Wei',
  'Dilara Yılmaz',
  'Emil Sørensen',
  'Fatima Haddad',
  'Giulia Rossi',
  'Hugo Martín',
];
const SECOND = 1_000_000;

function run(...args) {
  return execFileSync('ffmpeg', ['-v', 'error', ...args, 'pipe:1'], { maxBuffer: 1 << 28 });
}

/** Encoding is slow: what is asked for twice is made once, and cut. */
const made = new Map();
function once(key, make) {
  if (!made.has(key)) {
    made.set(key, make());
  }
  return made.get(key);
}

function video(_, width, height, rate, seconds) {
  return repeat(
    once(`${width} ${rate}`, () => encode(width, height, rate, CLIP_SECONDS)),
    seconds * rate,
  );
}

function repeat(samples, count) {
  return Array.from({ length: count }, (_, i) => samples[i % samples.length]);
}

/** VP8 frames of an IVF file; frame durations in ticks of 90 kHz. */
function encode(width, height, rate, seconds) {
  const ivf = run(
    '-f',
    'lavfi',
    '-i',
    `testsrc2=size=${width}x${height}:rate=${rate}`,
    '-t',
    String(seconds),
    '-c:v',
    'libvpx',
    '-g',
    String(rate * 4),
    '-b:v',
    '90k',
    '-deadline',
    'realtime',
    '-cpu-used',
    '8',
    '-f',
    'ivf',
  );
  const samples = [];
  for (let at = 32; at + 12 <= ivf.length; ) {
    const length = ivf.readUInt32LE(at);
    const data = ivf.subarray(at + 12, at + 12 + length);
    samples.push({ data, duration: 90_000 / rate, key: (data[0] & 1) === 0 });
    at += 12 + length;
  }
  return samples;
}

/** Opus packets of an Ogg file, 20 ms each. */
function sound(i, seconds) {
  const ogg = run(
    '-f',
    'lavfi',
    '-i',
    `sine=frequency=${220 + 60 * i}:beep_factor=4`,
    '-t',
    String(seconds),
    '-ac',
    '1',
    '-ar',
    '48000',
    '-c:a',
    'libopus',
    '-b:a',
    '32k',
    '-f',
    'ogg',
  );
  const packets = [];
  let open = [];
  for (let at = 0; at + 27 <= ogg.length; ) {
    const count = ogg[at + 26];
    let data = at + 27 + count;
    for (let s = 0; s < count; s++) {
      const length = ogg[at + 27 + s];
      open.push(ogg.subarray(data, data + length));
      data += length;
      if (length < 255) {
        packets.push(Buffer.concat(open));
        open = [];
      }
    }
    at = data;
  }
  return packets.slice(2).map(data => ({ data, duration: 960, key: true }));
}

/** The manifest, and the bytes and index of each part by its id. */
export function makeRecording() {
  const parts = new Map();
  const tracks = [];
  let next = 1;
  const add = (person, kind, layer, codec, track, start, samples, gaps = []) => {
    const made = part(track, start, samples);
    const id = `${next}-0`;
    parts.set(id, made);
    tracks.push({
      id: next++,
      person,
      kind,
      layer,
      parts: [
        {
          id,
          codec,
          width: track.width ?? 0,
          height: track.height ?? 0,
          timescale: track.timescale,
          startMicros: start,
          endMicros: made.endMicros,
          bytes: made.bytes.length,
        },
      ],
      gaps,
    });
  };
  PEOPLE.forEach((_, i) => {
    const low = { codec: 'vp8', timescale: 90_000, width: 320, height: 180 };
    const high = { codec: 'vp8', timescale: 90_000, width: 640, height: 360 };
    const start = i * 200_000;
    const seconds = i === 5 ? 20 : SECONDS - 2;
    if (i !== 6) {
      add(
        `p${i}`,
        'camera',
        'l',
        'vp8',
        low,
        start,
        video(i, 320, 180, 15, seconds),
        i === 5 ? [{ fromMicros: 20 * SECOND, toMicros: SECONDS * SECOND, reason: 'recorder' }] : [],
      );
      if (i < 3) {
        add(`p${i}`, 'camera', 'h', 'vp8', high, start, video(i, 640, 360, 24, seconds));
      }
    }
    add(
      `p${i}`,
      'mic',
      null,
      'opus',
      { codec: 'opus', timescale: 48_000, channels: 1 },
      start,
      repeat(
        once(`sound ${i % 3}`, () => sound(i % 3, CLIP_SECONDS)),
        (SECONDS - 2) * 50,
      ),
    );
  });
  add(
    'p0',
    'screen',
    null,
    'vp8',
    { codec: 'vp8', timescale: 90_000, width: 1280, height: 720 },
    45 * SECOND,
    video(0, 1280, 720, 5, 12),
  );
  return {
    parts,
    manifest: {
      recording: 'r1',
      class: { title: 'The living cell' },
      course: { title: 'Biology 7B' },
      startedAt: '2026-11-20T09:00:00Z',
      endMicros: SECONDS * SECOND,
      people: PEOPLE.map((name, i) => ({ id: `p${i}`, name, role: i === 0 ? 'host' : 'student' })),
      rooms: [
        { n: 0, name: 'Main room' },
        { n: 1, name: 'Room 1' },
        { n: 2, name: 'Room 2' },
      ],
      tracks,
      events: events(),
    },
  };
}

function events() {
  const all = [];
  const at = (seconds, type, fields = {}) => all.push({ t: seconds * SECOND, type, ...fields });
  PEOPLE.forEach((_, i) => {
    at(i / 5, 'joined', { person: `p${i}` });
    at(i / 5, 'device', { person: `p${i}`, mic: i % 4 !== 3, camera: i !== 6, screen: false });
    at(20 + i / 100, 'moved', { person: `p${i}`, room: i === 0 ? 0 : 1 + (i % 2) });
    at(40 + i / 100, 'moved', { person: `p${i}`, room: 0 });
  });
  at(20, 'rooms', {
    rooms: [
      { n: 1, name: 'Room 1' },
      { n: 2, name: 'Room 2' },
    ],
  });
  at(40, 'roomsClosed');
  at(45, 'device', { person: 'p0', mic: true, camera: true, screen: true });
  at(57, 'device', { person: 'p0', mic: true, camera: true, screen: false });
  for (let s = 2; s < 58; s += 4) at(s, 'speaking', { person: `p${(s / 2) % 9}`, on: true });
  for (let s = 5; s < 58; s += 4) at(s, 'speaking', { person: `p${((s - 3) / 2) % 9}`, on: false });
  at(3, 'chat', { person: 'p0', room: 0, text: 'Good morning! Please have your drawing of the cell ready.' });
  at(7, 'chat', { person: 'p3', room: 0, text: 'Is the membrane one line or two?' });
  at(25, 'chat', { person: 'p2', room: 1, text: 'Who writes for our room?' });
  at(6, 'hand', { person: 'p4', up: true });
  at(9, 'hand', { person: 'p7', up: true });
  at(15, 'hand', { person: 'p4', up: false });
  at(50, 'left', { person: 'p8' });
  return all.sort((a, b) => a.t - b.t);
}
