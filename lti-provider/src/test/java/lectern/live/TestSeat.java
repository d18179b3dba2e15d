package lectern.live;

import lectern.TestSite;

/** Ada in her class on optics, for tests of other packages. */
public final class TestSeat implements AutoCloseable {
    private final TestPage page;

    private TestSeat(TestPage page) {
        this.page = page;
    }

    /** Starts the class. */
    public static TestSeat start(TestSite site) {
        TestPage page = TestPage.hello(site, site.seat(TestSite.OPTICS, 1, true));
        page.next("offer");
        return new TestSeat(page);
    }

    public void chat(String text) {
        if (!page.ask("\"type\":\"chat\",\"text\":\"" + text + "\"").equals("ok")) {
            throw new AssertionError("the class did not take it");
        }
    }

    /** How often she was told that the recording has a problem. */
    public long problems() {
        return page.heard().stream()
                .filter(message -> message.path("recording").has("problem"))
                .count();
    }

    public void end() {
        page.ask("\"type\":\"end\"");
        page.closeCode();
    }

    @Override
    public void close() {
        page.drop();
    }
}
