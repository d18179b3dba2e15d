package lectern.bench.engine;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Java process of ours that answers each line with one line. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final String ENDED = "error ended";
    private static final int ANSWER_SECONDS = 30;

    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final BufferedWriter out;
    private final String ready;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        out = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::readAll, "answers");
        reader.setDaemon(true);
        reader.start();
        ready = read();
    }

    /** Starts it on processor 0 where {@code taskset} is to be had, with the options that {@code ./lectern run} has. */
    static ServerProcess start(Class<?> main) throws IOException {
        List<String> command = Pinning.onServerCore(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseZGC",
                "-Xms256m",
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** What it said when it was ready. */
    String ready() {
        return ready;
    }

    long pid() {
        return process.pid();
    }

    synchronized String ask(String line) throws IOException {
        out.write(line);
        out.newLine();
        out.flush();
        return read();
    }

    private void readAll() {
        try (BufferedReader in =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                answers.add(line);
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("a server's output broke off");
        }
        answers.add(ENDED);
    }

    private String next() throws IOException {
        try {
            String line = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IOException("the server did not answer within " + ANSWER_SECONDS + " s");
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String read() throws IOException {
        String line = next();
        if (line.equals(ENDED)) {
            throw new IOException("the server's process ended");
        }
        if (!line.startsWith("ok")) {
            throw new IOException("the server said: " + line);
        }
        return line.length() > 3 ? line.substring(3) : "";
    }

    @Override
    public void close() throws IOException {
        out.close();
        stop(process);
    }

    static void stop(Process process) {
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
