// What a page really receives and sends, from its peer connections' statistics.
import { pause } from './processes.mjs';

/** One sample: per slot mid what came in, per kind what went out, and the transport's identity. */
export async function sample(page) {
  return page.evaluate(async () => {
    const inbound = {};
    const outbound = { audio: { bytes: 0, packets: 0 }, video: { bytes: 0, frames: 0, heights: {} } };
    const transports = [];
    const peers = window.e2e.peers.filter((peer) => peer.connectionState !== 'closed');
    for (const peer of peers) {
      for (const report of (await peer.getStats()).values()) {
        if (report.type === 'inbound-rtp') {
          inbound[report.mid] = {
            kind: report.kind,
            packets: report.packetsReceived,
            lost: report.packetsLost,
            frames: report.framesDecoded ?? 0,
            height: report.frameHeight ?? 0,
            energy: report.totalAudioEnergy ?? 0,
            freezes: report.freezeCount ?? 0,
          };
        } else if (report.type === 'outbound-rtp') {
          const out = outbound[report.kind];
          out.bytes += report.bytesSent;
          out.packets = (out.packets ?? 0) + report.packetsSent;
          out.frames = (out.frames ?? 0) + (report.framesEncoded ?? 0);
          if (report.rid && report.active !== false) out.heights[report.rid] = report.frameHeight ?? 0;
        } else if (report.type === 'transport') {
          transports.push({
            dtls: report.dtlsState,
            ice: report.iceState,
            ufrag: report.iceLocalUsernameFragment,
            pairChanges: report.selectedCandidatePairChanges,
            certificate: report.localCertificateId,
          });
        }
      }
    }
    const calls = { ...window.e2e.calls };
    const events = { ...window.e2e.events };
    const slots = window.e2e.slots;
    const { me, received, last } = window.e2e;
    return { me, inbound, outbound, transports, calls, events, slots, received, last };
  });
}

/** What a page took in between two samples, by person and kind, as far as a slot belonged to them all the time. */
export function between(before, after) {
  const people = {};
  const stray = { frames: 0, energy: 0, packets: 0, mids: [] };
  const owner = (s, mid) => {
    const slot = s.slots.find((x) => x.mid === mid && x.person);
    return slot ? `${slot.person}/${slot.kind ?? 'audio'}` : null;
  };
  for (const [mid, now] of Object.entries(after.inbound)) {
    const then = before.inbound[mid] ?? { frames: 0, energy: 0, packets: 0 };
    const grown = {
      frames: now.frames - then.frames,
      energy: now.energy - then.energy,
      packets: now.packets - then.packets,
    };
    const [was, is] = [owner(before, mid), owner(after, mid)];
    if (is && was === is) {
      const person = is.split('/')[0];
      people[person] ??= { frames: 0, energy: 0, videoPackets: 0, audioPackets: 0, screenFrames: 0 };
      if (is.endsWith('/screen')) people[person].screenFrames += grown.frames;
      else people[person].frames += grown.frames;
      people[person].energy += grown.energy;
      people[person][now.kind === 'audio' ? 'audioPackets' : 'videoPackets'] += grown.packets;
    } else if (!is && !was && grown.packets > 0) {
      stray.mids.push(mid);
      stray.frames += grown.frames;
      stray.energy += grown.energy;
      stray.packets += grown.packets;
    }
  }
  return { people, stray };
}

/** Samples twice, `millis` apart. */
export async function flow(page, millis = 2_000) {
  const before = await sample(page);
  await pause(millis);
  const after = await sample(page);
  return { ...between(before, after), before, after };
}

const SHOWN = 3_000;

/** Repeats `look` until `accept` likes what it gives; fails with the beginning of the last thing seen. */
export async function eventually(what, look, accept, millis = 30_000) {
  const until = Date.now() + millis;
  let seen;
  for (;;) {
    seen = await look();
    if (accept(seen)) return seen;
    if (Date.now() > until) {
      throw new Error(`${what}: not within ${millis} ms. Last seen: ${JSON.stringify(seen)?.slice(0, SHOWN)}`);
    }
    await pause(200);
  }
}

/** The counters that a renegotiation, an ICE restart or a new DTLS handshake would move. */
export function negotiation(s) {
  return { calls: s.calls, transports: s.transports, negotiationneeded: s.events.negotiationneeded ?? 0 };
}
