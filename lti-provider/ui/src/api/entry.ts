import { Http } from './http';
import type { Entered } from './types';

/**
 * Turns the ticket in the page's address into a session and keeps it for this tab, so that a reload stays inside. The
 * address loses the ticket at once. Null when there is neither a ticket nor a session.
 */
export async function enter(store: string): Promise<{ entered: Entered; fragment: URLSearchParams } | null> {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const ticket = fragment.get('t');
  if (location.hash !== '') {
    history.replaceState(null, '', location.pathname);
  }
  if (ticket !== null) {
    const entered = await new Http(null).json<Entered>('POST', '/api/enter', { ticket });
    fragment.delete('t');
    sessionStorage.setItem(store, JSON.stringify({ entered, fragment: fragment.toString() }));
    return { entered, fragment };
  }
  const kept = sessionStorage.getItem(store);
  if (kept === null) {
    return null;
  }
  const { entered, fragment: choices } = JSON.parse(kept) as { entered: Entered; fragment: string };
  return { entered, fragment: new URLSearchParams(choices) };
}
