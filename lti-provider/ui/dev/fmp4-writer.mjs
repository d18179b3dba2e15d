// Writes the recording format (docs/recording-format.md) from samples: for tests of the reader and for the made-up class.

const text = string => Buffer.from(string, 'latin1');
const u8 = (...values) => Buffer.from(values);
const u16 = value => Buffer.from([value >> 8, value & 255]);
const u32 = value => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
const u64 = value => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};

export function box(type, ...content) {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(body.length + 8), text(type), body]);
}

const full = (type, version, flags, ...content) => box(type, u32((version << 24) | flags), ...content);

/** `ftyp` and `moov` of a track: `{codec: 'vp8' | 'avc1' | 'opus', width, height, channels, timescale, description}`. */
export function initialisation(track) {
  const entry = sampleEntry(track);
  const stsd = full('stsd', 0, 0, u32(1), entry);
  const empty = ['stts', 'stsc', 'stco'].map(type => full(type, 0, 0, u32(0)));
  const stbl = box('stbl', stsd, ...empty, full('stsz', 0, 0, u32(0), u32(0)));
  const mdhd = full('mdhd', 0, 0, u32(0), u32(0), u32(track.timescale), u32(0), u32(0));
  const mdia = box('mdia', mdhd, box('minf', stbl));
  const trex = full('trex', 0, 0, u32(1), u32(1), u32(0), u32(0), u32(0));
  return Buffer.concat([box('ftyp', text('iso6'), u32(0)), box('moov', box('trak', mdia), box('mvex', trex))]);
}

function sampleEntry({ codec, width = 0, height = 0, channels = 1, description }) {
  if (codec === 'opus') {
    const dOps = box('dOps', u8(0, channels), u16(0), u32(48_000), u16(0), u8(0));
    return box(
      'Opus',
      Buffer.alloc(6),
      u16(1),
      Buffer.alloc(8),
      u16(channels),
      u16(16),
      u32(0),
      u32(48_000 * 65_536),
      dOps,
    );
  }
  const head = [Buffer.alloc(6), u16(1), Buffer.alloc(16), u16(width), u16(height), Buffer.alloc(50)];
  return codec === 'vp8'
    ? box('vp08', ...head, full('vpcC', 1, 0, u8(0, 0, 0x80, 2, 2, 2), u16(0)))
    : box('avc1', ...head, box('avcC', description ?? Buffer.alloc(0)));
}

/** One fragment: `samples` are `{data, duration, key}` with durations in the track's timescale. */
export function fragment(sequence, time, samples) {
  const runs = samples.map(sample =>
    Buffer.concat([u32(sample.duration), u32(sample.data.length), u32(sample.key ? 0x2000000 : 0x1010000)]),
  );
  const moof = offset =>
    box(
      'moof',
      full('mfhd', 0, 0, u32(sequence)),
      box(
        'traf',
        full('tfhd', 0, 0x20000, u32(1)),
        full('tfdt', 1, 0, u64(time)),
        full('trun', 0, 0x701, u32(samples.length), u32(offset), ...runs),
      ),
    );
  const offset = moof(0).length + 8;
  return Buffer.concat([moof(offset), box('mdat', ...samples.map(sample => Buffer.from(sample.data)))]);
}

/** A 32-byte index row. */
export function indexRow({ start, offset, length, duration, samples, key }) {
  return Buffer.concat([u64(start), u64(offset), u32(length), u32(duration), u32(samples), u16(key ? 1 : 0), u16(0)]);
}

/** A whole part: its bytes, its index and when it ends, from samples and the class time of the first, in microseconds. */
export function part(track, startMicros, samples, fragmentSeconds = 2) {
  const pieces = [initialisation(track)];
  const rows = [];
  let offset = pieces[0].length;
  let time = 0;
  for (let i = 0; i < samples.length; ) {
    const from = time;
    const taken = [];
    while (
      i < samples.length &&
      (taken.length === 0 ||
        (time - from < fragmentSeconds * track.timescale && !(samples[i].key && track.codec !== 'opus')))
    ) {
      taken.push(samples[i]);
      time += samples[i].duration;
      i++;
    }
    const bytes = fragment(rows.length + 1, from, taken);
    const micros = ticks => Math.round((ticks * 1e6) / track.timescale);
    rows.push(
      indexRow({
        start: startMicros + micros(from),
        offset,
        length: bytes.length,
        duration: micros(time - from),
        samples: taken.length,
        key: taken[0].key,
      }),
    );
    pieces.push(bytes);
    offset += bytes.length;
  }
  const endMicros = startMicros + Math.round((time * 1e6) / track.timescale);
  return { bytes: Buffer.concat(pieces), index: Buffer.concat(rows), endMicros };
}
