import { common } from '../i18n/en/common';
import { CloseIcon } from '../ui/icons';
import { useClass } from './context';

/** Short lines over the picture, and what only screen readers are told. */
export function Announcements() {
  const { announcer } = useClass().participant;
  return (
    <>
      <div class="toasts" role="status">
        {announcer.toasts.value.map(toast => (
          <div key={toast.key} class={`toast ${toast.kind}`}>
            <p>{toast.text}</p>
            <button
              type="button"
              class="plain square"
              aria-label={common.close}
              onClick={() => announcer.dismiss(toast.key)}
            >
              <CloseIcon />
            </button>
          </div>
        ))}
      </div>
      <p class="spoken" aria-live="polite">
        {announcer.spoken.value}
      </p>
    </>
  );
}
