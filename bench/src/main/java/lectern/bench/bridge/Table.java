package lectern.bench.bridge;

import java.io.IOException;

/** One table of the report. */
interface Table {
    int number();

    /** Measures and writes Markdown. */
    void write(Options options, Markdown out) throws IOException, InterruptedException;
}
