import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { sentenceOf } from '../api/problem';
import { admin as words } from '../i18n/en/admin';

export interface Loaded<T> {
  readonly value: Signal<T | null>;
  readonly problem: Signal<string | null>;
  readonly load: () => Promise<void>;
  /** Does something, then loads anew; false when it was refused, which is shown. */
  readonly change: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** What a part of the console shows, asked for when it is opened. */
export function useLoaded<T>(ask: () => Promise<T>): Loaded<T> {
  const value = useSignal<T | null>(null);
  const problem = useSignal<string | null>(null);
  const load = async () => {
    try {
      value.value = await ask();
      problem.value = null;
    } catch (refused) {
      problem.value = sentenceOf(refused);
    }
  };
  const change = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (refused) {
      problem.value = sentenceOf(refused);
      return false;
    }
    await load();
    return true;
  };
  useEffect(() => void load(), []);
  return { value, problem, load, change };
}

interface PartProps {
  readonly loaded: Loaded<unknown>;
  readonly children: ComponentChildren;
}

/** A part's trouble, or that it is on its way, above what it shows. */
export function Part({ loaded, children }: PartProps) {
  return (
    <>
      {loaded.problem.value && (
        <p class="notice bad" role="alert">
          {loaded.problem.value}
        </p>
      )}
      {loaded.value.value === null && !loaded.problem.value && <p class="quiet">{words.loading}</p>}
      {children}
    </>
  );
}
