/**
 * The media loop: one thread, one UDP port, tasks and a tick; and the clock and transport that a simulation puts in its
 * place. Everything behind a {@link lectern.bridge.net.PacketHandler} runs on the loop's thread.
 */
@NullMarked
package lectern.bridge.net;

import org.jspecify.annotations.NullMarked;
