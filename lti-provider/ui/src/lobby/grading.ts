import { signal } from '@preact/signals';
import type { Http } from '../api/http';
import { sentenceOf } from '../api/problem';
import type { GradeRule, Grades } from '../api/types';

const POLL_MS = 3_000;

/** The class's grades, read again for as long as some wait to be sent. */
export class GradebookModel {
  readonly grades = signal<Grades | null>(null);
  readonly problem = signal<string | null>(null);
  private timer: ReturnType<typeof setTimeout> | null = null;
  private asked = 0;

  constructor(private readonly http: Http) {}

  async load(): Promise<void> {
    await this.ask(() => this.http.json<Grades>('GET', '/api/lobby/grades'));
  }

  /** Throws what the server refuses, for the form. */
  async save(rule: GradeRule): Promise<void> {
    this.show(await this.http.json<Grades>('PUT', '/api/lobby/grades', rule));
  }

  async retry(): Promise<void> {
    await this.ask(() => this.http.json<Grades>('POST', '/api/lobby/grades/retry', {}));
  }

  stop(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }

  private async ask(call: () => Promise<Grades>): Promise<void> {
    const turn = ++this.asked;
    try {
      const grades = await call();
      if (turn === this.asked) {
        this.problem.value = null;
        this.show(grades);
      }
    } catch (problem) {
      this.problem.value = sentenceOf(problem);
    }
  }

  private show(grades: Grades): void {
    this.stop();
    this.grades.value = grades;
    if (grades.rule.send && (grades.people.length === 0 || grades.people.some(one => one.state === 'waiting'))) {
      this.timer = setTimeout(() => void this.load(), POLL_MS);
    }
  }
}
