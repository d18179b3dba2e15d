// A recorded session's folder as the replay page wants it, with everybody in the main room: RECORDING=DIR node dev/server.mjs
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export function readSession(folder) {
  const session = JSON.parse(readFileSync(join(folder, 'session.json'), 'utf8'));
  const parts = new Map();
  const tracks = session.tracks.map(track => ({
    id: track.id,
    person: track.subject,
    kind: track.kind,
    layer: track.layer,
    gaps: track.gaps.map(gap => ({ fromMicros: gap.from, toMicros: gap.to, reason: gap.reason })),
    parts: track.parts.map(part => {
      const bytes = readFileSync(join(folder, part.file));
      parts.set(String(part.id), { bytes, index: readFileSync(join(folder, part.file.replace(/mp4$/, 'idx'))) });
      const { id, codec, width, height, timescale } = part;
      return { id, codec, width, height, timescale, startMicros: part.start, endMicros: part.end, bytes: bytes.length };
    }),
  }));
  const people = [...new Set(tracks.map(track => track.person))];
  const events = people.flatMap(person => [
    { t: 0, type: 'joined', person },
    { t: 0, type: 'device', person, mic: true, camera: true, screen: false },
  ]);
  const named = people.map((id, i) => ({ id, name: `Person ${i + 1}`, role: i === 0 ? 'host' : 'student' }));
  return {
    parts,
    manifest: {
      recording: 'r1',
      class: { title: 'A recorded class' },
      course: { title: folder.split('/').pop() },
      startedAt: new Date(0).toISOString(),
      endMicros: session.end,
      people: named,
      rooms: [],
      tracks,
      events,
    },
  };
}
