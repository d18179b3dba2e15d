import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly type?: 'text' | 'number';
  readonly min?: number;
  readonly max?: number;
  readonly maxLength?: number;
  readonly onValue: (value: string) => void;
}

/** One line to fill in, with what to write. */
export function Field({
  label,
  value,
  hint,
  required = false,
  type = 'text',
  min,
  max,
  maxLength,
  onValue,
}: FieldProps) {
  const id = useId();
  const common = {
    id,
    value,
    required,
    onInput: (event: { readonly currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value),
    ...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }),
  };
  return (
    <div>
      <label class="field" htmlFor={id}>
        <span>{label}</span>
        {type === 'number' ? (
          <input
            type="number"
            inputMode="numeric"
            {...(min === undefined ? {} : { min })}
            {...(max === undefined ? {} : { max })}
            {...common}
          />
        ) : (
          <input type="text" {...(maxLength === undefined ? {} : { maxLength })} {...common} />
        )}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="small quiet">
          {hint}
        </p>
      )}
    </div>
  );
}
