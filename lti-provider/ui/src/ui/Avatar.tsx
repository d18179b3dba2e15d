const HUES = 12;

/** Initials on a colour that a person keeps. */
export function Avatar({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <span class={`avatar hue-${hueOf(id)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = [...(words[0] ?? '')][0] ?? '?';
  const last = words.length > 1 ? ([...(words[words.length - 1] ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}

export function hueOf(id: string): number {
  let sum = 0;
  for (const unit of id) {
    sum = (sum * 31 + (unit.codePointAt(0) ?? 0)) % 9973;
  }
  return sum % HUES;
}
