/** Window of the overlap-add, seconds: long enough for a low voice's pitch period. */
const WINDOW_SECONDS = 0.04;
/** How far a window may be shifted to line up with the sound before it, seconds. */
const SEARCH_SECONDS = 0.01;

/**
 * Plays sound faster or slower at the same pitch: WSOLA (waveform similarity overlap-add). Windows are taken from the
 * input at the wanted pace, each shifted to where it continues the output best, and cross-faded.
 */
export function stretch(input: Float32Array, rate: number, sampleRate: number): Float32Array {
  if (rate === 1) {
    return input;
  }
  const window = Math.floor(WINDOW_SECONDS * sampleRate);
  const hop = window >> 1;
  const search = Math.floor(SEARCH_SECONDS * sampleRate);
  const length = Math.floor(input.length / rate);
  if (input.length < window + search) {
    return resample(input, length);
  }
  const output = new Float32Array(length);
  let previous = 0;
  for (let out = 0; out < length; out += hop) {
    const ideal = Math.floor(out * rate);
    const at = out === 0 ? 0 : bestShift(input, previous + hop, ideal, search, hop, window);
    overlap(input, at, output, out, hop, window, out === 0);
    previous = at;
  }
  return output;
}

/** Where near `ideal` the input looks most like what would naturally follow. */
function bestShift(input: Float32Array, follow: number, ideal: number, search: number, hop: number, window: number) {
  const limit = Math.max(0, input.length - window);
  let best = Math.min(limit, Math.max(0, ideal));
  let most = Number.NEGATIVE_INFINITY;
  for (let at = ideal - search; at <= ideal + search; at += 8) {
    if (at < 0 || at > limit) {
      continue;
    }
    let likeness = 0;
    for (let i = 0; i < hop; i += 8) {
      likeness += (input[at + i] ?? 0) * (input[follow + i] ?? 0);
    }
    if (likeness > most) {
      most = likeness;
      best = at;
    }
  }
  return best;
}

/** Fades the first half of a window in over what is there, and lays the second half down. */
function overlap(
  input: Float32Array,
  from: number,
  output: Float32Array,
  to: number,
  hop: number,
  window: number,
  first: boolean,
): void {
  for (let i = 0; i < window && to + i < output.length; i++) {
    const sample = input[from + i] ?? 0;
    if (i >= hop || first) {
      output[to + i] = sample;
    } else {
      const weight = i / hop;
      output[to + i] = (output[to + i] ?? 0) * (1 - weight) + sample * weight;
    }
  }
}

/** For what is too short to be worth more. */
function resample(input: Float32Array, length: number): Float32Array {
  return Float32Array.from({ length }, (_, i) => input[Math.floor((i * input.length) / Math.max(1, length))] ?? 0);
}
