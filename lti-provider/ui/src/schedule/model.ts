import { signal } from '@preact/signals';
import type { Http } from '../api/http';
import { sentenceOf } from '../api/problem';
import type { Plan, PlannedClass, Timetable } from './types';

const PATH = '/api/lobby/schedule';

/** The class's timetable, for staff. Each change answers with the new one. */
export class ScheduleModel {
  readonly timetable = signal<Timetable | null>(null);
  readonly problem = signal<string | null>(null);

  constructor(
    private readonly http: Http,
    private readonly onChange: () => void,
  ) {}

  async load(): Promise<void> {
    await this.attempt(async () => {
      this.timetable.value = await this.http.json<Timetable>('GET', PATH);
    });
  }

  /** Throws what the server refuses, for the form. */
  async add(plan: Plan): Promise<void> {
    await this.change('POST', PATH, plan);
  }

  /** Throws what the server refuses, for the form. */
  async replace(series: number, plan: Plan): Promise<void> {
    await this.change('PUT', `${PATH}/${series}`, plan);
  }

  /** Throws what the server refuses, for the form. */
  async move(one: PlannedClass, to: Pick<Plan, 'date' | 'starts' | 'minutes'>): Promise<void> {
    await this.change('PUT', pathOf(one), to);
  }

  async remove(series: number): Promise<void> {
    await this.attempt(() => this.change('DELETE', `${PATH}/${series}`));
  }

  async cancel(one: PlannedClass): Promise<void> {
    await this.attempt(() => this.change('PUT', pathOf(one), { cancelled: true }));
  }

  async putBack(one: PlannedClass): Promise<void> {
    await this.attempt(() => this.change('DELETE', pathOf(one)));
  }

  private async change(method: string, path: string, body?: unknown): Promise<void> {
    this.timetable.value = await this.http.json<Timetable>(method, path, body);
    this.problem.value = null;
    this.onChange();
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

function pathOf(one: PlannedClass): string {
  return `${PATH}/${one.series}/${one.day}`;
}
