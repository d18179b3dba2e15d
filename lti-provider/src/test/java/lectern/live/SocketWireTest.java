package lectern.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.junit.jupiter.api.Test;

class SocketWireTest {
    private final List<String> sent = new ArrayList<>();
    private final List<Integer> closes = new ArrayList<>();
    private final Queue<Callback> pending = new ArrayDeque<>();
    private boolean atOnce;

    private final SocketWire wire = new SocketWire((Session) Proxy.newProxyInstance(
            Session.class.getClassLoader(), new Class<?>[] {Session.class}, (proxy, method, arguments) -> {
                if (method.getName().equals("sendText")) {
                    sent.add((String) arguments[0]);
                    Callback callback = (Callback) arguments[1];
                    if (atOnce) {
                        callback.succeed();
                    } else {
                        pending.add(callback);
                    }
                } else if (method.getName().equals("close")) {
                    closes.add((Integer) arguments[0]);
                }
                return null;
            }));

    private void complete() {
        pending.remove().succeed();
    }

    @Test
    void oneMessageIsUnderWayAtATime() {
        wire.send("one");
        wire.send("two");
        wire.send("three");
        assertThat(sent).containsExactly("one");
        complete();
        assertThat(sent).containsExactly("one", "two");
        atOnce = true;
        complete();
        assertThat(sent).containsExactly("one", "two", "three");
        wire.send("four");
        assertThat(sent).hasSize(4);
    }

    @Test
    void manyMessagesThatCompleteAtOnceDoNotPileUpOnTheStack() {
        wire.send("first");
        for (int i = 0; i < 50_000; i++) {
            wire.send("m");
        }
        atOnce = true;
        complete();
        assertThat(sent).hasSize(50_001);
    }

    @Test
    void aReaderThatIsTooSlowIsClosedAndGetsNothingMore() {
        String message = "x".repeat(64 * 1024);
        for (int i = 0; i < 16; i++) {
            wire.send(message);
        }
        assertThat(closes).isEmpty();
        wire.send("y");
        assertThat(closes).containsExactly(Wire.TOO_SLOW);
        complete();
        wire.send("z");
        assertThat(sent).hasSize(1);
    }

    @Test
    void whatWasSaidBeforeTheCloseIsSentFirst() {
        wire.send("one");
        wire.send("goodbye");
        wire.close(Wire.ENDED, "ended");
        wire.send("too late");
        assertThat(closes).isEmpty();
        complete();
        assertThat(closes).isEmpty();
        complete();
        assertThat(closes).containsExactly(Wire.ENDED);
        assertThat(sent).containsExactly("one", "goodbye");
        wire.close(Wire.NORMAL, "again");
        assertThat(closes).hasSize(1);
    }

    @Test
    void aBrokenSocketTakesNothingMore() {
        wire.send("one");
        wire.send("two");
        pending.remove().fail(new java.io.IOException("gone"));
        wire.send("three");
        assertThat(sent).containsExactly("one");
    }
}
