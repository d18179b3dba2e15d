package lectern.bridge.interop;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.conference.EmbeddedBridge;

/** A conference of two Chromiums, one of which loses its address, for {@link Namespace}; prints what the pages reported. */
final class MovingClass {
    static final int SECONDS = 200;

    private MovingClass() {}

    /** Runs with a folder for the browsers' profiles. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        InetAddress address = InetAddress.getByName(Namespace.ADDRESS);
        BridgeSettings settings = new BridgeSettings(BridgeSettings.Reach.loopback(address), 1, 100, 300, 1500);
        int status = 1;
        try (Bridge bridge = new EmbeddedBridge(settings);
                PageServer pages = new PageServer(address, "moving.html")) {
            Conference conference = bridge.open("class", pages);
            pages.start(conference);
            Process stays = Browsers.chromium(folder.resolve("stays"), pages.url() + "?ben");
            Household moves = new Household(
                    folder.resolve("moves"),
                    pages.url() + "?ann",
                    List.of(
                            "--use-fake-device-for-media-stream",
                            "--use-fake-ui-for-media-stream",
                            "--unsafely-treat-insecure-origin-as-secure=" + pages.url()));
            try {
                pages.changes(moves::change);
                status = pages.report(conference, SECONDS, "ann", "ben");
            } finally {
                moves.end();
                Browsers.end(stays);
            }
        }
        System.exit(status);
    }
}
