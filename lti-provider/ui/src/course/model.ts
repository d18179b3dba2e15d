import { signal } from '@preact/signals';
import { Http } from '../api/http';
import { codeOf, sentenceOf } from '../api/problem';
import type { Bootstrap } from '../api/types';
import { LobbyModel } from '../lobby/model';
import type { CourseBootstrap, CourseRecording, CourseState, Matrix, Timeline } from './types';

const POLL_MS = 4_000;
/** A ticket lives 60 s; a link with one is taken away before. */
const LINK_MS = 50_000;

/** The course's classes, polled, and the one whose lobby is open. */
export class CourseModel {
  readonly state = signal<CourseState | null>(null);
  readonly lost = signal(false);
  readonly signedOut = signal(false);
  readonly problem = signal<string | null>(null);
  readonly lobby = signal<LobbyModel | null>(null);
  /** A replay's address that the browser did not let us open. */
  readonly blocked = signal<string | null>(null);
  /** The class whose lobby was left last: the focus goes back to its button. */
  left: number | null = null;
  private readonly http: Http;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private polls = 0;

  constructor(readonly bootstrap: CourseBootstrap) {
    this.http = new Http(bootstrap.token ?? null);
  }

  get host(): boolean {
    return this.bootstrap.me.role === 'host';
  }

  async poll(): Promise<void> {
    const turn = ++this.polls;
    if (this.timer !== null) {
      clearTimeout(this.timer);
    }
    try {
      const state = await this.http.json<CourseState>('GET', '/api/course');
      if (turn === this.polls) {
        this.state.value = state;
        this.lost.value = false;
      }
    } catch (problem) {
      if (codeOf(problem) === 'signed_out') {
        this.signedOut.value = true;
        return;
      }
      this.lost.value = true;
    }
    if (turn === this.polls) {
      this.timer = setTimeout(() => void this.poll(), POLL_MS);
    }
  }

  async openClass(id: number): Promise<void> {
    this.problem.value = null;
    try {
      const lobby = await this.http.json<Bootstrap>('POST', '/api/course/lobby', { class: id });
      this.pause();
      this.left = id;
      const { locale, returnUrl } = this.bootstrap;
      this.lobby.value = new LobbyModel({
        ...lobby,
        ...(locale === undefined ? {} : { locale }),
        ...(returnUrl === undefined ? {} : { returnUrl }),
      });
      void this.lobby.value.poll();
    } catch (problem) {
      this.problem.value = sentenceOf(problem);
    }
  }

  closeClass(): void {
    this.lobby.peek()?.close();
    this.lobby.value = null;
    void this.poll();
  }

  async openReplay(recording: CourseRecording): Promise<void> {
    this.problem.value = null;
    this.blocked.value = null;
    try {
      const { url } = await this.http.json<{ url: string }>('POST', '/api/course/ticket', {
        class: recording.class,
        recording: recording.id,
      });
      const address = `${url}&lang=${encodeURIComponent(this.bootstrap.locale ?? '')}`;
      // Not "noopener": that would hide whether the browser opened it. The new page cannot reach us either way.
      const tab = window.open(address, '_blank');
      if (tab === null) {
        this.blocked.value = address;
        setTimeout(() => {
          this.blocked.value = null;
        }, LINK_MS);
      } else {
        tab.opener = null;
      }
    } catch (problem) {
      this.problem.value = sentenceOf(problem);
    }
  }

  matrix(): Promise<Matrix> {
    return this.http.json('GET', '/api/course/attendance');
  }

  csv(): Promise<Blob> {
    return this.http.blob('/api/course/attendance.csv');
  }

  timeline(): Promise<Timeline> {
    return this.http.json('GET', '/api/course/student');
  }

  private pause(): void {
    this.polls++;
    if (this.timer !== null) {
      clearTimeout(this.timer);
    }
  }
}
