import { signal } from '@preact/signals';
import { Http } from '../api/http';
import { codeOf, sentenceOf } from '../api/problem';
import type { Me } from './types';

const KEPT = 'lectern-console';

export type Section = 'health' | 'registrations' | 'invites' | 'policies' | 'launches' | 'storage' | 'keys' | 'trail';

const SERVER: readonly Section[] = [
  'health',
  'registrations',
  'invites',
  'policies',
  'launches',
  'storage',
  'keys',
  'trail',
];
const DEPLOYMENT: readonly Section[] = ['health', 'registrations', 'policies', 'launches', 'storage', 'trail'];

/** Who is in the console, and which part of it is open. The session is kept for this tab, so that a reload stays inside. */
export class AdminModel {
  readonly me = signal<Me | null>(null);
  readonly section = signal<Section>('health');
  /** Counts each time that a part is opened, so that the one that is open is asked for anew. */
  readonly opened = signal(0);
  /** Why nobody is in. */
  readonly problem = signal<string | null>(null);
  readonly ready = signal(false);

  async enter(): Promise<void> {
    const ticket = new URLSearchParams(location.hash.slice(1)).get('t');
    if (location.hash !== '') {
      history.replaceState(null, '', location.pathname);
    }
    try {
      if (ticket !== null) {
        this.keep(await new Http(null).json<Me>('POST', '/api/admin/enter', { ticket }));
      } else {
        const kept = sessionStorage.getItem(KEPT);
        this.me.value = kept === null ? null : (JSON.parse(kept) as Me);
      }
    } catch (refused) {
      sessionStorage.removeItem(KEPT);
      this.problem.value = sentenceOf(refused);
    }
    this.ready.value = true;
  }

  private keep(me: Me): void {
    sessionStorage.setItem(KEPT, JSON.stringify(me));
    this.me.value = me;
  }

  get sections(): readonly Section[] {
    return this.me.value?.server ? SERVER : DEPLOYMENT;
  }

  open(section: Section): void {
    this.section.value = section;
    this.opened.value++;
  }

  /** One call; who is signed out meanwhile sees the page that says so. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    try {
      return await new Http(this.me.peek()?.token ?? null).json<T>(method, `/api/admin/${path}`, body);
    } catch (refused) {
      if (codeOf(refused) === 'signed_out') {
        this.forget(sentenceOf(refused));
      }
      throw refused;
    }
  }

  async leave(): Promise<void> {
    try {
      await this.call('POST', 'leave', {});
    } finally {
      this.forget(null);
    }
  }

  private forget(why: string | null): void {
    sessionStorage.removeItem(KEPT);
    this.me.value = null;
    this.problem.value = why;
  }
}
