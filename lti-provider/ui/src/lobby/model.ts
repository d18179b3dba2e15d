import { type Signal, signal } from '@preact/signals';
import { Http } from '../api/http';
import { Poll } from '../api/poll';
import { sentenceOf } from '../api/problem';
import type { Attendance, Bootstrap, LobbySettings, LobbyState, Recorded } from '../api/types';
import { writeChoice } from '../device/choice';
import { Devices } from '../device/devices';
import { lobby as words } from '../i18n/en/lobby';
import { ScheduleModel } from '../schedule/model';
import { ConnectionModel } from './connection';
import { GradebookModel } from './grading';

const POLL_MS = 2_000;
/** A ticket lives 60 s; a link with one is taken away before. */
const LINK_MS = 50_000;

/** A tab that the browser did not let us open: the person presses the link instead. */
export interface BlockedTab {
  readonly url: string;
  readonly label: string;
}

/** The lobby's state, polled, and what one can do here. */
export class LobbyModel {
  readonly state: Signal<LobbyState | null>;
  readonly lost: Signal<boolean>;
  readonly signedOut: Signal<boolean>;
  readonly opened = signal(false);
  readonly opening = signal(false);
  readonly blocked = signal<BlockedTab | null>(null);
  readonly problem = signal<string | null>(null);
  readonly devices = new Devices();
  readonly connection: ConnectionModel;
  readonly gradebook: GradebookModel;
  readonly schedule: ScheduleModel;
  /** What the others see. */
  readonly name: Signal<string>;
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  readonly skew = signal(0);
  private readonly http: Http;
  private readonly asked: Poll<LobbyState>;

  constructor(readonly bootstrap: Bootstrap) {
    this.http = new Http(bootstrap.token);
    this.name = signal(bootstrap.me.name);
    this.asked = new Poll(async () => {
      const state = await this.http.json<LobbyState>('GET', '/api/lobby');
      this.skew.value = Date.parse(state.now) - Date.now();
      return state;
    }, POLL_MS);
    ({ state: this.state, lost: this.lost, signedOut: this.signedOut } = this.asked);
    this.connection = new ConnectionModel(this.http);
    this.gradebook = new GradebookModel(this.http);
    this.schedule = new ScheduleModel(this.http, () => void this.poll());
  }

  get host(): boolean {
    return this.bootstrap.me.role === 'host';
  }

  poll(): Promise<void> {
    return this.asked.now();
  }

  /** Stops asking and lets go of the devices: another page takes this one's place. */
  close(): void {
    this.asked.stop();
    this.devices.close();
  }

  /** Opens the class in its own tab, or in this frame; early without starting it. */
  async openClass(where: 'tab' | 'here', early = false): Promise<void> {
    const extra = `&${writeChoice(this.devices.choice())}${early ? '&early=1' : ''}`;
    await this.open({ for: 'class' }, where, words.blockedLink, extra, () => {
      // The class tab needs the devices now.
      this.devices.mic.stop();
      this.devices.camera.stop();
      this.opened.value = true;
    });
  }

  async openReplay(recording: string): Promise<void> {
    await this.open({ for: 'replay', recording }, 'tab', words.blockedReplay, '', () => undefined);
  }

  async saveSettings(settings: LobbySettings): Promise<void> {
    await this.http.json('PUT', '/api/lobby/settings', settings);
    await this.poll();
  }

  /** For whom the LMS does not name; gives the name as it will be shown. */
  async chooseName(wanted: string): Promise<string> {
    const { name } = await this.http.json<{ name: string }>('PUT', '/api/lobby/name', { name: wanted });
    this.name.value = name;
    return name;
  }

  async release(recording: Recorded, released: boolean): Promise<void> {
    await this.attempt(() => this.http.json('PUT', `/api/recordings/${recording.id}`, { released }));
  }

  async remove(recording: Recorded): Promise<void> {
    await this.attempt(() => this.http.json('DELETE', `/api/recordings/${recording.id}`));
  }

  attendance(session: string): Promise<Attendance> {
    return this.http.json('GET', `/api/sessions/${session}/attendance`);
  }

  /** Takes effect in the attendance and, when it is sent, in the gradebook. */
  async excuse(session: string, person: string, excused: boolean): Promise<void> {
    await this.http.json('PUT', `/api/sessions/${session}/excused/${person}`, { excused });
    await this.gradebook.load();
  }

  csv(session: string): Promise<Blob> {
    return this.http.blob(`/api/sessions/${session}/attendance.csv`);
  }

  private async attempt(call: () => Promise<unknown>): Promise<void> {
    this.problem.value = null;
    try {
      await call();
    } catch (problem) {
      this.problem.value = sentenceOf(problem);
    }
    await this.poll();
  }

  private async open(
    ticket: { for: 'class' | 'replay'; recording?: string },
    where: 'tab' | 'here',
    label: string,
    extra: string,
    onOpened: () => void,
  ): Promise<void> {
    this.problem.value = null;
    this.blocked.value = null;
    this.opening.value = true;
    try {
      const { url } = await this.http.json<{ url: string }>('POST', '/api/lobby/ticket', ticket);
      const address = `${url}${extra}&lang=${encodeURIComponent(this.bootstrap.locale ?? '')}`;
      if (where === 'here') {
        this.devices.close();
        location.assign(address);
        return;
      }
      // Not "noopener": that would hide whether the browser opened it. The new page cannot reach us either way.
      const tab = window.open(address, '_blank');
      if (tab === null) {
        this.showLink({ url: address, label });
      } else {
        tab.opener = null;
        onOpened();
      }
    } catch (problem) {
      this.problem.value = sentenceOf(problem);
    } finally {
      this.opening.value = false;
    }
  }

  private showLink(link: BlockedTab): void {
    this.blocked.value = link;
    setTimeout(() => {
      if (this.blocked.peek() === link) {
        this.blocked.value = null;
      }
    }, LINK_MS);
  }
}

/** Whether the whole class can be held inside this frame. */
export function canStayHere(): boolean {
  const policy = (document as { featurePolicy?: { allowsFeature(name: string): boolean } }).featurePolicy;
  return (
    window.innerWidth >= 900 &&
    policy !== undefined &&
    ['camera', 'microphone', 'display-capture'].every(name => policy.allowsFeature(name))
  );
}
