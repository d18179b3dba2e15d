import type { Signal } from '@preact/signals';

interface SwitchProps {
  readonly on: Signal<boolean>;
  readonly label: string;
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** A setting that is on or off. */
export function Switch({ on, label, hint, disabled = false }: SwitchProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        role="switch"
        aria-checked={on.value}
        checked={on.value}
        disabled={disabled}
        onChange={event => {
          on.value = event.currentTarget.checked;
        }}
      />
      {hint === undefined ? (
        label
      ) : (
        <span>
          {label}
          <br />
          <span class="small quiet">{hint}</span>
        </span>
      )}
    </label>
  );
}
