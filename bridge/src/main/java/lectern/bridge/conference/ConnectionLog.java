package lectern.bridge.conference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** What an operator reads about one conference's connections. No address is in it. */
final class ConnectionLog {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionLog.class);

    private final String conference;
    private final Level ordinary;

    ConnectionLog(String conference) {
        this(conference, Level.INFO);
    }

    /** @param ordinary the level of what happens every day */
    ConnectionLog(String conference, Level ordinary) {
        this.conference = conference;
        this.ordinary = ordinary;
    }

    void connected(String endpoint) {
        about(LOG.atLevel(ordinary), endpoint).log("connected");
    }

    void disconnected(String endpoint, String reason) {
        about(LOG.atLevel(ordinary), endpoint).addKeyValue("reason", reason).log("disconnected");
    }

    /**
     * No path in time: says whether packets came at all, and not where from.
     *
     * @param offered the kinds of candidates that the endpoint could choose from
     * @param checked whether connectivity checks arrived
     */
    void unreached(String endpoint, String offered, boolean checked) {
        about(LOG.atWarn(), endpoint)
                .addKeyValue("offered", offered)
                .log(
                        checked
                                ? "not connected in time: checks arrive, but the encryption handshake does not finish"
                                : "not connected in time: nothing arrives; see media.advertised and the firewalls"
                                        + " between");
    }

    private LoggingEventBuilder about(LoggingEventBuilder line, String endpoint) {
        return line.addKeyValue("conference", conference).addKeyValue("endpoint", endpoint);
    }
}
