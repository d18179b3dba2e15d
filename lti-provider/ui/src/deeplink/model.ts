import { signal } from '@preact/signals';
import { Http } from '../api/http';
import { sentenceOf } from '../api/problem';
import { deeplink as words } from '../i18n/en/deeplink';
import { say } from '../i18n/text';
import { dayOf, freshDraft, type Draft as PlanDraft } from '../schedule/draft';
import { zoneHere } from '../schedule/zone';
import { type Draft, type Fault, isFault, type Wish, wishOf } from './draft';

/** What the page starts from (docs/protocol.md). */
export interface DeepLinkBootstrap {
  readonly token: string;
  readonly course: { readonly title: string };
  readonly locale?: string;
  readonly title: string;
  readonly text: string;
  readonly multiple: boolean;
  readonly lineItem: boolean;
  readonly newTab: boolean;
  /** The LMS makes the links at once. */
  readonly saves: boolean;
  readonly rooms: readonly Room[];
  readonly groups?: 'known' | 'unknown';
}

export interface Room {
  readonly id: string;
  readonly title: string;
  readonly heldAt?: string | null;
}

/** What the browser carries to the LMS. */
export interface Answer {
  readonly url: string;
  readonly jwt: string;
}

const DEFAULT_POINTS = '10';
const MOST = 20;

/** The teacher's choice until it is sent. */
export class ChoiceModel {
  readonly draft;
  readonly chosen = signal<readonly Wish[]>([]);
  readonly fault = signal<Fault | null>(null);
  readonly problem = signal<string | null>(null);
  readonly said = signal('');
  readonly sending = signal(false);
  readonly answer = signal<Answer | null>(null);
  private readonly http: Http;

  constructor(
    readonly bootstrap: DeepLinkBootstrap,
    private readonly now: () => number = Date.now,
  ) {
    this.http = new Http(bootstrap.token);
    this.draft = signal(this.fresh('course'));
  }

  /** Whether one more fits on the list, beside the one in the fields. */
  get roomForMore(): boolean {
    return this.bootstrap.multiple && this.chosen.value.length < MOST - 1;
  }

  set(changes: Partial<Draft>): void {
    this.draft.value = { ...this.draft.peek(), ...changes };
    const fault = this.fault.peek();
    if (fault !== null && fault.field in changes) {
      this.fault.value = null;
    }
  }

  setPlan(changes: Partial<PlanDraft>): void {
    const { plan } = this.draft.peek();
    this.set({ plan: { ...plan, ...changes } });
    const fault = this.fault.peek();
    if (fault !== null && fault.field in plan) {
      this.fault.value = null;
    }
  }

  /** An existing room brings its title, unless the teacher wrote another one. */
  chooseRoom(room: string): void {
    const { title, room: before } = this.draft.peek();
    const untouched = title === this.defaultTitle() || title === this.titleOf(before);
    this.set(untouched ? { room, title: this.titleOf(room) ?? this.defaultTitle() } : { room });
  }

  /** Puts the fields' link on the list and begins another one. */
  another(): boolean {
    const wish = this.checked();
    if (wish === null) {
      return false;
    }
    this.chosen.value = [...this.chosen.peek(), wish];
    const { date, zone } = this.draft.peek().plan;
    const fresh = this.fresh(wish.kind);
    this.draft.value = { ...fresh, plan: { ...fresh.plan, date, zone } };
    this.said.value = say(words.added, { title: wish.title });
    return true;
  }

  remove(wish: Wish): void {
    this.chosen.value = this.chosen.peek().filter(one => one !== wish);
    this.said.value = say(words.removed, { title: wish.title });
  }

  async send(): Promise<void> {
    const wish = this.checked();
    if (wish !== null) {
      await this.post([...this.chosen.peek(), wish]);
    }
  }

  async cancel(): Promise<void> {
    await this.post([]);
  }

  private async post(items: readonly Wish[]): Promise<void> {
    this.problem.value = null;
    this.sending.value = true;
    try {
      this.answer.value = await this.http.json<Answer>('POST', '/api/deeplink', { items });
    } catch (problem) {
      this.problem.value = sentenceOf(problem);
    } finally {
      this.sending.value = false;
    }
  }

  private checked(): Wish | null {
    const found = wishOf(this.draft.peek(), this.now());
    this.fault.value = isFault(found) ? found : null;
    return isFault(found) ? null : found;
  }

  private fresh(kind: Draft['kind']): Draft {
    const tomorrow = new Date(this.now());
    tomorrow.setDate(tomorrow.getDate() + 1);
    const date = dayOf(tomorrow);
    return {
      kind,
      room: '',
      title: this.defaultTitle(),
      text: this.bootstrap.text,
      plan: { ...freshDraft(zoneHere(), tomorrow), date, starts: '10:00', ends: '11:00' },
      graded: false,
      points: DEFAULT_POINTS,
      newTab: false,
      shownFrom: '',
      shownUntil: '',
    };
  }

  private defaultTitle(): string {
    return this.bootstrap.title === '' ? words.defaultName : this.bootstrap.title;
  }

  private titleOf(room: string): string | undefined {
    return this.bootstrap.rooms.find(one => one.id === room)?.title;
  }
}
