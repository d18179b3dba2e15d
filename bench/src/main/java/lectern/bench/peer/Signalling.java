package lectern.bench.peer;

import java.io.IOException;

/**
 * How one peer connection is agreed on with one kind of server; the only thing that differs between them. Calls block
 * and come in this order, from one thread.
 */
public interface Signalling {
    /** Asks the server in; servers that answer rather than offer take the peer's half here. */
    RemoteSession join(LocalSession own) throws IOException;

    /** Gives the peer's half to a server that offered. */
    void finish(LocalSession own) throws IOException;

    /** Leaves. */
    void close() throws IOException;
}
