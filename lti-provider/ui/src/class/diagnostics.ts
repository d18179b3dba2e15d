import type { Participant } from './participant';

/** One receive slot as the browser counts it. */
interface Received {
  readonly mid: string;
  readonly person: string | null;
  readonly kind: string;
  readonly framesDecoded: number;
  readonly packetsReceived: number;
  readonly audioEnergy: number;
}

/** Read-only figures on `window.lectern.class`, for browser tests and people who look into a problem. */
export function exposeDiagnostics(participant: Participant): void {
  const { classroom, session, connection } = participant;
  const diagnostics = {
    get phase() {
      return classroom.phase.peek();
    },
    get connection() {
      return connection.status.peek();
    },
    get media() {
      return session.state.peek();
    },
    get me() {
      return classroom.mine.peek();
    },
    get room() {
      return classroom.room.peek();
    },
    get people() {
      return [...classroom.members.peek().values()].map(member => member.info.peek());
    },
    /** What arrives, slot by slot. */
    async received(): Promise<Received[]> {
      const rows: Received[] = [];
      for (const stat of (await session.stats())?.values() ?? []) {
        if (stat.type === 'inbound-rtp') {
          const slot = session.slots.occupant(stat.mid);
          rows.push({
            mid: stat.mid,
            person: slot?.person ?? null,
            kind: slot?.kind ?? stat.kind,
            framesDecoded: stat.framesDecoded ?? 0,
            packetsReceived: stat.packetsReceived ?? 0,
            audioEnergy: stat.totalAudioEnergy ?? 0,
          });
        }
      }
      return rows;
    },
  };
  const page = window as { lectern?: Record<string, unknown> };
  page.lectern = Object.freeze({ ...page.lectern, class: Object.freeze(diagnostics) });
}
