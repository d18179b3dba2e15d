import { useSignal } from '@preact/signals';
import { admin as words } from '../i18n/en/admin';

interface CopiedProps {
  readonly label: string;
  readonly text: string;
}

/** A line to be taken elsewhere, with a button that copies it. */
export function Copied({ label, text }: CopiedProps) {
  const copied = useSignal(false);
  return (
    <div class="copied">
      <label class="field">
        <span>{label}</span>
        <input type="text" readOnly value={text} onFocus={event => event.currentTarget.select()} />
      </label>
      <button
        type="button"
        class="button"
        aria-label={`${copied.value ? words.copied : words.copy}: ${label}`}
        onClick={() => {
          void navigator.clipboard.writeText(text).then(() => {
            copied.value = true;
          });
        }}
      >
        {copied.value ? words.copied : words.copy}
      </button>
      <span class="spoken" role="status">
        {copied.value ? words.copied : ''}
      </span>
    </div>
  );
}
