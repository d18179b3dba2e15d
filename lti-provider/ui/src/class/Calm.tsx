import type { ComponentChildren } from 'preact';
import { klass } from '../i18n/en/class';
import { common } from '../i18n/en/common';
import { say } from '../i18n/text';

interface CalmProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

/** A page with one thing to say. */
export function Calm({ title, text, children }: CalmProps) {
  return (
    <main class="calm">
      <h1 tabIndex={-1}>{title}</h1>
      <p>{text}</p>
      <div class="calm-actions">{children}</div>
    </main>
  );
}

export function CannotEnter({ text, code }: { readonly text: string; readonly code?: string }) {
  return (
    <Calm title={klass.cannotEnter} text={text}>
      {code && <p class="small quiet">{say(common.code, { code })}</p>}
    </Calm>
  );
}

export function Joining() {
  return (
    <main class="calm">
      <p role="status">{klass.joining}</p>
    </main>
  );
}
