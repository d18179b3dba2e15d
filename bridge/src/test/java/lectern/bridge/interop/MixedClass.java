package lectern.bridge.interop;

import java.net.InetAddress;
import java.nio.file.Path;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.VideoCodec;
import lectern.bridge.conference.EmbeddedBridge;

/** A conference of a Chromium and a Firefox, for {@link Namespace}; prints what the pages reported. */
final class MixedClass {
    /** For all steps together: each has its own limit, and on a slow machine many come near it. */
    static final int SECONDS = 400;

    private MixedClass() {}

    /** Runs with a folder for the browsers' profiles. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        InetAddress address = InetAddress.getByName(Namespace.ADDRESS);
        BridgeSettings settings = new BridgeSettings(BridgeSettings.Reach.loopback(address), 1, 100, 300, 1500);
        int status = 1;
        try (Bridge bridge = new EmbeddedBridge(settings);
                PageServer pages = new PageServer("mixed.html")) {
            Conference conference = bridge.open("class", new ConferenceSettings(VideoCodec.H264, true), pages);
            pages.start(conference);
            Process chromium = Browsers.chromium(folder.resolve("chromium"), pages.url() + "?teacher");
            Process firefox = Browsers.firefox(folder.resolve("firefox"), pages.url() + "?student");
            try {
                status = pages.report(conference, SECONDS, "teacher", "student");
            } finally {
                Browsers.end(firefox);
                Browsers.end(chromium);
            }
        }
        System.exit(status);
    }
}
