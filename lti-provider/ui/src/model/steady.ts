import { computed, type ReadonlySignal } from '@preact/signals';

/** A computed value that stays the same object while it says the same, so that what draws it is not drawn again. */
export function settled<T>(value: () => T, same: (a: T, b: T) => boolean): ReadonlySignal<T> {
  let last: { readonly value: T } | null = null;
  return computed(() => {
    const next = value();
    if (last === null || !same(last.value, next)) {
      last = { value: next };
    }
    return last.value;
  });
}

/** The same for a list, by its items. */
export function steady<T>(list: () => readonly T[]): ReadonlySignal<readonly T[]> {
  return settled(list, (a, b) => a.length === b.length && a.every((item, i) => item === b[i]));
}
