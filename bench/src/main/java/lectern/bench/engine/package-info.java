/**
 * The media servers that the benchmark drives, each in a process of its own on a core of its own, all behind one small
 * interface. {@link lectern.bench.peer.Signalling} is what differs between them for one connection.
 */
@NullMarked
package lectern.bench.engine;

import org.jspecify.annotations.NullMarked;
