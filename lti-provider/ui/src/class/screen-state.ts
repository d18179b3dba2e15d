import { signal } from '@preact/signals';
import type { Shown } from './stage';

export type Panel = 'people' | 'chat' | 'rooms';
export type Open = 'shortcuts' | 'devices' | 'rooms' | 'end';

/** What this window shows, apart from the class itself. */
export class ScreenState {
  readonly panel = signal<Panel | null>(null);
  readonly dialog = signal<Open | null>(null);
  readonly focus = signal<Shown | null>(null);
  /** Number of the last chat message that was on the screen. */
  readonly readUpTo = signal(0);
  /** Seconds between "Bring everyone back" and being back. */
  readonly notice = signal(10);
  /** Single-key shortcuts can be switched off (WCAG 2.2, 2.1.4). */
  readonly shortcuts = signal(true);

  togglePanel(panel: Panel): void {
    this.panel.value = this.panel.peek() === panel ? null : panel;
  }

  toggleFocus(shown: Shown): void {
    const focus = this.focus.peek();
    this.focus.value = focus?.person === shown.person && focus.kind === shown.kind ? null : shown;
  }
}
