package lectern.bench.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Janus' configuration: the VideoRoom plug-in, a WebSocket on loopback, and nothing else. */
final class JanusConfig {
    private JanusConfig() {}

    static void write(Path folder, InetAddress address, int port, int eventLoops) throws IOException {
        Path library = library();
        String loops = eventLoops == 0 ? "" : "  event_loops = " + eventLoops + "\n";
        Files.writeString(
                folder.resolve("janus.jcfg"),
                "general: {\n  configs_folder = \"" + folder + "\"\n  plugins_folder = \"" + library.resolve("plugins")
                        + "\"\n  transports_folder = \"" + library.resolve("transports")
                        + "\"\n  debug_level = 2\n  session_timeout = 0\n" + loops + "}\n"
                        + "nat: {\n  ice_enforce_list = \"" + address.getHostAddress()
                        + "\"\n}\n"
                        + "media: {\n  ipv6 = false\n}\n"
                        + "plugins: {\n  disable = \"" + others(library.resolve("plugins"), "libjanus_videoroom.so")
                        + "\"\n}\n"
                        + "transports: {\n  disable = \""
                        + others(library.resolve("transports"), "libjanus_websockets.so") + "\"\n}\n");
        Files.writeString(
                folder.resolve("janus.transport.websockets.jcfg"),
                "general: {\n  json = \"compact\"\n  ws = true\n  ws_ip = \"127.0.0.1\"\n  ws_port = " + port
                        + "\n}\n");
        Files.writeString(folder.resolve("janus.plugin.videoroom.jcfg"), "general: {\n}\n");
    }

    private static Path library() throws IOException {
        try (Stream<Path> paths = Files.list(Path.of("/usr/lib"))) {
            List<Path> found = paths.map(path -> path.resolve("janus"))
                    .filter(path -> Files.isDirectory(path.resolve("plugins")))
                    .toList();
            if (found.isEmpty()) {
                throw new IOException("Janus' plug-ins are not in /usr/lib/*/janus");
            }
            return found.get(0);
        }
    }

    private static String others(Path folder, String wanted) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".so") && !file.equals(wanted))
                    .sorted()
                    .collect(Collectors.joining(","));
        }
    }
}
