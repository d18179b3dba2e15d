import { type Signal, signal } from '@preact/signals';
import { Http } from '../api/http';
import { Poll } from '../api/poll';
import { sentenceOf } from '../api/problem';
import type { Bootstrap } from '../api/types';
import { GroupsModel } from '../groups/model';
import { LobbyModel } from '../lobby/model';
import { CalendarModel } from './calendar';
import type { CourseBootstrap, CourseRecording, CourseState, Matrix, Timeline } from './types';

const POLL_MS = 4_000;
/** A ticket lives 60 s; a link with one is taken away before. */
const LINK_MS = 50_000;

/** The course's classes, polled, and the one whose lobby is open. */
export class CourseModel {
  readonly state: Signal<CourseState | null>;
  readonly lost: Signal<boolean>;
  readonly signedOut: Signal<boolean>;
  readonly problem = signal<string | null>(null);
  readonly lobby = signal<LobbyModel | null>(null);
  /** A replay's address that the browser did not let us open. */
  readonly blocked = signal<string | null>(null);
  /** The class whose lobby was left last: the focus goes back to its button. */
  left: number | null = null;
  readonly groups: GroupsModel;
  readonly calendar: CalendarModel;
  private readonly http: Http;
  private readonly asked: Poll<CourseState>;

  constructor(readonly bootstrap: CourseBootstrap) {
    this.http = new Http(bootstrap.token ?? null);
    this.groups = new GroupsModel(this.http);
    this.asked = new Poll(() => this.http.json('GET', '/api/course'), POLL_MS);
    ({ state: this.state, lost: this.lost, signedOut: this.signedOut } = this.asked);
    this.calendar = new CalendarModel(this.http);
  }

  get host(): boolean {
    return this.bootstrap.me.role === 'host';
  }

  poll(): Promise<void> {
    return this.asked.now();
  }

  async openClass(id: number): Promise<void> {
    this.problem.value = null;
    try {
      const lobby = await this.http.json<Bootstrap>('POST', '/api/course/lobby', { class: id });
      this.asked.stop();
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
}
