package lectern.bench.bridge;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import lectern.bridge.srtp.SrtpEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All tables, one after the other, printed and, when asked for, written into the documentation. */
public final class BridgeBench {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeBench.class);
    private static final List<Table> TABLES = List.of(
            new CostTable(), new CurveTable(), new MoveTable(), new JoinTable(), new AbuseTable(), new ImpairedTable());

    private final Options options;
    private final String machine;
    private final String command;

    /**
     * @param machine in words
     * @param command that started this, for who wants to do it again
     */
    public BridgeBench(Options options, String machine, String command) {
        this.options = options;
        this.machine = machine;
        this.command = command;
    }

    public void run(PrintStream out) throws IOException, InterruptedException {
        SrtpEngine.warmUp();
        List<WrittenTable> written = new ArrayList<>();
        for (Table table : TABLES) {
            if (options.tables().contains(table.number())) {
                Markdown text = new Markdown();
                LOG.atInfo().addKeyValue("table", table.number()).log("measuring");
                try {
                    table.write(options, text);
                } catch (IOException e) {
                    LOG.atError()
                            .addKeyValue("table", table.number())
                            .setCause(e)
                            .log("a table was not finished");
                    text.note("Not finished: " + e.getMessage() + ".");
                }
                text.note("`" + command + "` on " + machine + ".");
                out.println(text);
                written.add(new WrittenTable("bridge " + table.number(), text.toString()));
            }
        }
        if (options.write() != null) {
            WrittenTable.replace(options.write(), written);
        }
    }
}
