/**
 * The conversation with browsers ({@code docs/protocol.md}): the WebSocket and the data channel, one ordered stream for
 * each client, and what of the class each may see. Sockets run on Jetty's threads and only post; everything about a
 * class's clients lives on that class's loop.
 */
@NullMarked
package lectern.live;

import org.jspecify.annotations.NullMarked;
