import type { ComponentChildren } from 'preact';
import type { Fault, Field } from './draft';

interface LabelledProps {
  readonly field: Field;
  readonly label: string;
  readonly fault: Fault<string> | null;
  readonly children: ComponentChildren;
}

/** A field with its name above and what is wrong with it below. */
export function Labelled({ field, label, fault, children }: LabelledProps) {
  return (
    <div class="field">
      <label class="label" for={`plan-${field}`}>
        {label}
      </label>
      {children}
      {fault?.field === field && (
        <p id={`plan-${field}-fault`} class="bad-text small" role="alert">
          {fault.text}
        </p>
      )}
    </div>
  );
}
