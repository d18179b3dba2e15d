/**
 * Who is asking and what they may do: people, roles, lobby tokens, one-time tickets and session tokens. Stateless but
 * for the store; any thread.
 */
@NullMarked
package lectern.account;

import org.jspecify.annotations.NullMarked;
