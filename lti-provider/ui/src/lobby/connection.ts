import { signal } from '@preact/signals';
import type { Http } from '../api/http';
import { type PathResult, type Probe, targets, tryPath, type Verdict, verdict } from '../media/paths';

/** Less than the server's own limit, so that a result comes before the probe is gone. */
const PATIENCE_MS = 8_000;

/** The check of the network before class. */
export class ConnectionModel {
  readonly state = signal<'checking' | 'unknown' | Verdict>('checking');
  readonly results = signal<readonly PathResult[]>([]);
  private running = false;

  constructor(private readonly http: Http) {}

  async check(): Promise<void> {
    if (this.running) {
      return;
    }
    this.running = true;
    this.state.value = 'checking';
    try {
      const probe = await this.http.json<Probe>('POST', '/api/lobby/probe', {});
      const results = await Promise.all(
        probe.paths.map(async ({ path, sdp }) => {
          const answer = (text: string) => this.http.json('POST', `/api/lobby/probe/${probe.id}`, { path, sdp: text });
          const works = await tryPath(path, sdp, probe.ice, answer, PATIENCE_MS);
          return { path, works, targets: targets(path, sdp, probe.ice) };
        }),
      );
      this.results.value = results;
      this.state.value = verdict(results);
      await this.http.json('DELETE', `/api/lobby/probe/${probe.id}`).catch(() => undefined);
    } catch {
      this.state.value = 'unknown';
    } finally {
      this.running = false;
    }
  }
}
