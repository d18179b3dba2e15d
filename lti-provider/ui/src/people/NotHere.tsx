import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Roster } from '../api/types';
import { useClass } from '../class/context';
import { grades as words } from '../i18n/en/grades';
import { number } from '../i18n/text';

/** A new list may have come from the LMS by then. */
const AGAIN_MS = 60_000;

/** Enrolled students who are not in class, for staff. Nothing without a list from the LMS. */
export function NotHere() {
  const { participant } = useClass();
  const { classroom } = participant;
  const roster = useSignal<Roster | null>(null);
  useEffect(() => {
    const load = () =>
      participant.roster().then(
        list => {
          roster.value = list;
        },
        () => undefined, // the list that is there stays
      );
    void load();
    const timer = setInterval(() => void load(), AGAIN_MS);
    return () => clearInterval(timer);
  }, [participant, roster]);
  const here = classroom.members.value;
  const missing = roster.value?.asOf ? roster.value.people.filter(({ person }) => !here.has(person)) : [];
  if (missing.length === 0) {
    return null;
  }
  return (
    <section>
      <h3>
        {words.notHere} <span class="quiet">{number(missing.length)}</span>
      </h3>
      <ul class="people">
        {missing.map(({ person, name }) => (
          <li key={person} class="person">
            <span class="person-name quiet">{name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
