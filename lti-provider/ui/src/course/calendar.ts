import { signal } from '@preact/signals';
import type { Http } from '../api/http';
import { sentenceOf } from '../api/problem';

const PATH = '/api/course/calendar';

/** The person's own address of the course's timetable. The server tells it once, when it is made. */
export class CalendarModel {
  /** Since when there is one; undefined until it is known, null for none. */
  readonly since = signal<string | null | undefined>(undefined);
  readonly url = signal<string | null>(null);
  readonly problem = signal<string | null>(null);

  constructor(private readonly http: Http) {}

  async load(): Promise<void> {
    await this.attempt(async () => {
      this.since.value = (await this.http.json<{ since?: string }>('GET', PATH)).since ?? null;
    });
  }

  /** An older address is worth nothing from then on. */
  async make(): Promise<void> {
    await this.attempt(async () => {
      const made = await this.http.json<{ url: string; since: string }>('POST', PATH, {});
      this.url.value = made.url;
      this.since.value = made.since;
    });
  }

  async revoke(): Promise<void> {
    await this.attempt(async () => {
      await this.http.json('DELETE', PATH);
      this.url.value = null;
      this.since.value = null;
    });
  }

  async download(): Promise<void> {
    await this.attempt(async () => {
      const address = URL.createObjectURL(await this.http.blob(`${PATH}.ics`));
      const link = document.createElement('a');
      link.href = address;
      link.download = 'classes.ics';
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    });
  }

  private async attempt(call: () => Promise<void>): Promise<void> {
    this.problem.value = null;
    try {
      await call();
    } catch (problem) {
      this.problem.value = sentenceOf(problem);
    }
  }
}

/** The address as calendar programs take it for a subscription. */
export function subscription(url: string): string {
  return url.replace(/^https?:/, 'webcal:');
}
