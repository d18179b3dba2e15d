package lectern.bridge.interop;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Set;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.VideoCodec;
import lectern.bridge.conference.EmbeddedBridge;

/** A conference of a Chromium and a Firefox, for {@link Namespace}; prints what the pages reported. */
final class MixedClass {
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
                boolean done = pages.awaitDone(Set.of("teacher-done", "student-done"), 270);
                pages.results.forEach((name, value) -> System.out.println(name + "=" + value));
                pages.log.forEach(System.out::println);
                pages.tracks.forEach(System.out::println);
                status = done && !pages.results.containsKey("error") ? 0 : 2;
                if (status != 0) {
                    System.out.println(pages.log + " " + pages.slots + " "
                            + conference.stats().get());
                }
            } finally {
                Browsers.end(firefox);
                Browsers.end(chromium);
            }
        }
        System.exit(status);
    }
}
