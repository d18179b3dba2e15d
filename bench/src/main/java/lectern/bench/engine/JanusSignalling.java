package lectern.bench.engine;

import java.io.IOException;
import lectern.bench.peer.Signalling;

/** One handle of Janus' VideoRoom plug-in. */
abstract sealed class JanusSignalling implements Signalling permits JanusPublisher, JanusSubscriber {
    final JanusConnection connection;
    final long room;
    private long handle;

    JanusSignalling(JanusConnection connection, long room) {
        this.connection = connection;
        this.room = room;
    }

    final long attach() throws IOException {
        handle = connection.attach();
        return handle;
    }

    final long handle() {
        return handle;
    }

    @Override
    public final void close() throws IOException {
        connection.detach(handle);
    }
}
