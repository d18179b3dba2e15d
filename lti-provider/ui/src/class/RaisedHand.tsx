import { useComputed } from '@preact/signals';
import { klass } from '../i18n/en/class';
import { number, say } from '../i18n/text';
import { HandIcon } from '../ui/icons';
import { useClass } from './context';

/** A raised hand with its place in the queue. */
export function RaisedHand({ id }: { readonly id: string }) {
  const { classroom } = useClass().participant;
  const place = useComputed(() => classroom.handOf(id));
  if (place.value === 0) {
    return null;
  }
  return (
    <p class="hand-sign">
      <HandIcon />
      <span aria-hidden="true">{number(place.value)}</span>
      <span class="spoken">{say(klass.handPlace, { place: place.value })}</span>
    </p>
  );
}
