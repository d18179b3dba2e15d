import { signal } from '@preact/signals';
import type { Http } from '../api/http';
import { sentenceOf } from '../api/problem';

/** Bodies of the calls about a course's groups (docs/protocol.md). */

export interface Named {
  readonly person: string;
  readonly name: string;
}

export interface GroupOfCourse {
  readonly id: number;
  readonly name: string;
  readonly people: readonly Named[];
  /** On a teacher's list, and not in the course yet. */
  readonly expected: readonly string[];
}

export interface SetOfCourse {
  readonly id: number;
  readonly name: string;
  readonly source: 'service' | 'launch' | 'list';
  readonly asOf: string;
  readonly known: number;
  readonly groups: readonly GroupOfCourse[];
}

export interface CourseGroups {
  readonly students: number;
  readonly sources: readonly {
    readonly source: string;
    readonly asks: boolean;
    readonly asOf?: string;
    readonly problem?: string;
  }[];
  readonly sets: readonly SetOfCourse[];
}

export interface Line {
  readonly line: number;
  readonly shown: string;
}

export interface Look {
  readonly groups: readonly {
    readonly name: string;
    readonly people: readonly Named[];
    readonly expected: readonly string[];
  }[];
  readonly twice: readonly { readonly name: string; readonly groups: readonly string[] }[];
  readonly ambiguous: readonly (Line & { readonly group: string; readonly candidates: readonly Named[] })[];
  readonly unmatched: readonly Line[];
  readonly incomplete: readonly Line[];
  readonly counts: {
    readonly matched: number;
    readonly expected: number;
    readonly ambiguous: number;
    readonly unmatched: number;
    readonly incomplete: number;
  };
}

/** A teacher's list until it is kept. */
export interface Draft {
  readonly text: string;
  readonly name: string;
  /** The list that this one replaces; null for one more. */
  readonly replace: number | null;
  /** By line, whom the teacher means by a name that several have. */
  readonly choices: Readonly<Record<string, string>>;
}

const AGAIN_MS = 3_000;
const TRIES = 10;
const EMPTY: Draft = { text: '', name: '', replace: null, choices: {} };

/** The groups of a course, and the list that a teacher is about to give. */
export class GroupsModel {
  readonly groups = signal<CourseGroups | null>(null);
  readonly problem = signal<string | null>(null);
  readonly busy = signal(false);
  /** Null while no list is being given. */
  readonly draft = signal<Draft | null>(null);
  readonly look = signal<Look | null>(null);
  /** What was done, for screen readers too. */
  readonly said = signal('');

  constructor(private readonly http: Http) {}

  /** Asks until the LMS, which may be slow, has told its groups for the first time; gives how to stop. */
  load(): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (tries: number) => {
      await this.attempt(async () => {
        this.groups.value = await this.http.json<CourseGroups>('GET', '/api/course/groups');
      });
      const waits = this.groups.peek()?.sources.some(one => one.asks && !one.asOf && !one.problem);
      if (waits && tries > 1) {
        timer = setTimeout(() => void ask(tries - 1), AGAIN_MS);
      }
    };
    void ask(TRIES);
    return () => clearTimeout(timer);
  }

  refresh(): Promise<void> {
    return this.attempt(async () => {
      this.groups.value = await this.http.json<CourseGroups>('POST', '/api/course/groups/refresh', {});
    });
  }

  begin(replace: SetOfCourse | null): void {
    this.problem.value = null;
    this.look.value = null;
    this.draft.value = { ...EMPTY, name: replace?.name ?? '', replace: replace?.id ?? null };
  }

  /** What was found in a text holds for that text only. */
  set(changes: Partial<Draft>): void {
    const draft = this.draft.peek();
    if (draft !== null) {
      const other = changes.text !== undefined && changes.text !== draft.text;
      this.draft.value = { ...draft, ...(other ? { choices: {} } : {}), ...changes };
      this.look.value = other ? null : this.look.peek();
    }
  }

  cancel(): void {
    this.draft.value = null;
    this.look.value = null;
    this.problem.value = null;
  }

  lookAtList(): Promise<void> {
    return this.attempt(async () => {
      const text = this.draft.peek()?.text ?? '';
      const look = await this.http.json<Look>('POST', '/api/course/groups/list/look', { text });
      if (this.draft.peek()?.text === text) {
        this.look.value = look;
      }
    });
  }

  /** @param said what to say when it is kept */
  keepList(said: string): Promise<void> {
    return this.attempt(async () => {
      const draft = this.draft.peek();
      if (draft !== null) {
        this.groups.value = await this.http.json<CourseGroups>('POST', '/api/course/groups/list', draft);
        this.cancel();
        this.said.value = said;
      }
    });
  }

  /** @param said what to say when it is so */
  rename(group: GroupOfCourse, name: string, said: string): Promise<void> {
    return this.attempt(async () => {
      await this.http.json('PUT', `/api/course/groups/${group.id}`, { name });
      this.groups.value = await this.http.json<CourseGroups>('GET', '/api/course/groups');
      this.said.value = said;
    });
  }

  /** @param said what to say when it is gone */
  remove(set: SetOfCourse, said: string): Promise<void> {
    return this.attempt(async () => {
      await this.http.json('DELETE', `/api/course/groups/sets/${set.id}`);
      this.groups.value = await this.http.json<CourseGroups>('GET', '/api/course/groups');
      this.said.value = said;
    });
  }

  private async attempt(call: () => Promise<void>): Promise<void> {
    this.problem.value = null;
    this.said.value = '';
    this.busy.value = true;
    try {
      await call();
    } catch (problem) {
      this.problem.value = sentenceOf(problem);
    } finally {
      this.busy.value = false;
    }
  }
}
