package lectern.live;

import java.util.List;

/** Somebody at the socket of a running server with a token of whatever kind, for tests of other packages. */
public final class TestVisit implements AutoCloseable {
    private final TestPage page;

    private TestVisit(TestPage page) {
        this.page = page;
    }

    /**
     * Says hello.
     *
     * @param wish the number of a class to name as well, which the protocol has no field for
     */
    public static TestVisit at(int port, String token, long wish) {
        TestPage page = new TestPage(port);
        page.say("{\"type\":\"hello\",\"v\":1,\"token\":\"" + token + "\",\"tiles\":9,\"class\":" + wish + "}");
        return new TestVisit(page);
    }

    /** Everything that was heard until the media of the class were offered. */
    public String letIn() {
        page.next("offer");
        return page.heard().toString();
    }

    /** The messages' types and the code with which the server hung up, such as {@code [error] 4401}. */
    public String turnedAway() {
        int code = page.closeCode();
        List<String> types = page.heard().stream()
                .map(message -> message.path("type").asText())
                .toList();
        return types + " " + code;
    }

    /** Everything that was heard until the server's answer to a message sent now. */
    public String heardUntilNow() {
        page.untilNow();
        return page.heard().toString();
    }

    @Override
    public void close() {
        page.drop();
    }
}
