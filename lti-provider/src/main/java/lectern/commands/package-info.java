/**
 * What whoever runs the server does from a terminal: connections, invite codes, renderings for LMSs. Works on the same
 * store as a running server, which sees a change at once. One thread.
 */
@NullMarked
package lectern.commands;

import org.jspecify.annotations.NullMarked;
