/** What became of the last try to save; null before the first. */
export type Said = { readonly text: string; readonly bad: boolean } | null;

/** A form's end: its button, and what became of it. */
export function SaveLine({ label, said }: { readonly label: string; readonly said: Said }) {
  return (
    <div class="settings-save">
      <button type="submit" class="button">
        {label}
      </button>
      <p role="status" class={said?.bad ? 'bad-text' : 'quiet'}>
        {said?.text}
      </p>
    </div>
  );
}
