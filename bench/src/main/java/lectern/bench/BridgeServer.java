package lectern.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The other process, as this one sees it. One thread at a time. */
final class BridgeServer implements AutoCloseable {
    private final Process process;
    private final BufferedReader in;
    private final BufferedWriter out;

    private BridgeServer(Process process) {
        this.process = process;
        this.in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.out = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /** Starts the bridge on processor 0 where {@code taskset} is to be had. */
    static BridgeServer start() throws IOException {
        List<String> command = new ArrayList<>();
        if (Pinning.available()) {
            command.addAll(List.of("taskset", "-c", "0"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseZGC",
                "-Xms256m",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                BridgeServerMain.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        BridgeServer server = new BridgeServer(builder.start());
        server.read();
        return server;
    }

    void open(String conference) throws IOException {
        ask("open " + conference);
    }

    String join(String conference, String endpoint, int audio, int video) throws IOException {
        String offer = ask("join " + conference + " " + endpoint + " " + audio + " " + video);
        return new String(Base64.getDecoder().decode(offer), StandardCharsets.UTF_8);
    }

    void answer(String conference, String endpoint, String sdp) throws IOException {
        String encoded = Base64.getEncoder().encodeToString(sdp.getBytes(StandardCharsets.UTF_8));
        ask("answer " + conference + " " + endpoint + " " + encoded);
    }

    /** Everybody of a room hears and sees everybody else of it; returns when the table is in force. */
    void rooms(String conference, List<List<String>> rooms) throws IOException {
        StringBuilder line = new StringBuilder("rooms ").append(conference);
        for (List<String> room : rooms) {
            line.append(' ').append(String.join(",", room));
        }
        ask(line.toString());
    }

    Counters counters(String conference) throws IOException {
        String[] words = ask("stats " + conference).split(" ", -1);
        return new Counters(
                Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[4]));
    }

    /** Processor time of the whole process so far (user and system), in milliseconds; Linux. */
    long cpuMillis() throws IOException {
        return Proc.cpuMillis(process.pid());
    }

    /** Resident memory in KiB; Linux. */
    long residentKib() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    private String ask(String line) throws IOException {
        out.write(line);
        out.newLine();
        out.flush();
        return read();
    }

    private String read() throws IOException {
        String line = in.readLine();
        if (line == null) {
            throw new IOException("the bridge's process ended");
        }
        if (!line.startsWith("ok")) {
            throw new IOException("the bridge said: " + line);
        }
        return line.length() > 3 ? line.substring(3) : "";
    }

    @Override
    public void close() throws IOException {
        out.close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Counters of a conference since it opened. */
    record Counters(long received, long forwarded, long retransmitted, long keyframeRequests) {}
}
