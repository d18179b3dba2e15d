package lectern.bridge.conference;

import lectern.bridge.BridgeSettings;
import lectern.bridge.congestion.TokenBucket;

/** What one endpoint may make us do in a second; what is beyond is dropped before it costs anything. */
final class Intake {
    /** Each packet of an SSRC that did not authenticate yet costs a key derivation. */
    static final int STRANGE_PER_SECOND = 50;

    /**
     * Packets that do not authenticate though their SSRC has: garbage under a known name. What comes beyond is dropped
     * unseen, genuine packets as well: nothing tells them apart but the work that is saved. Few, so that it costs less
     * than a participant; not fewer, because who sees a path could make its client fall silent with less.
     */
    static final int FAILED_PER_SECOND = 100;

    static final int RTCP_PER_SECOND = 300;

    /** Connectivity checks and answers: browsers send one every 20 to 50 ms while they look for a path. */
    static final int CHECKS_PER_SECOND = 100;

    /** DTLS records that are no data, each of which goes through the whole library: two handshakes' worth. */
    static final int HANDSHAKES_PER_SECOND = 50;

    /** Records of the data channel, with what SCTP acknowledges; one that is dropped makes its sender slower. */
    static final int RECORDS_PER_SECOND = 300;

    /** First bytes (RFC 7983 §7): DTLS from the first on, RTP and RTCP from the last on; one content type is data. */
    private static final int DTLS = 20;

    private static final int DATA = 23;
    private static final int RTP = 128;

    /** Above the application's own limit, which answers before this one drops. */
    static final int MESSAGES_PER_SECOND = 60;

    static final int MESSAGES_AT_ONCE = 200;

    /** Sound, feedback, messages and repair, several times over; the caps' packets come on top of it. */
    private static final int DATAGRAMS_PER_SECOND = 1_000;

    private static final int KBPS_PER_DATAGRAM = 5;
    /** SSRCs that a browser reports under: one for each of its senders, and one for receivers. */
    private static final int MAX_REPORTERS = 16;

    private static final long TELL_NANOS = 10_000_000_000L;

    private final TokenBucket datagrams;
    private final TokenBucket strange = new TokenBucket(STRANGE_PER_SECOND, 2 * STRANGE_PER_SECOND);
    private final TokenBucket failures = new TokenBucket(FAILED_PER_SECOND, 2 * FAILED_PER_SECOND);
    private final TokenBucket controls = new TokenBucket(RTCP_PER_SECOND);
    private final TokenBucket checks = new TokenBucket(CHECKS_PER_SECOND, 2 * CHECKS_PER_SECOND);
    private final TokenBucket foreign = new TokenBucket(CHECKS_PER_SECOND, 2 * CHECKS_PER_SECOND);
    private final TokenBucket handshakes = new TokenBucket(HANDSHAKES_PER_SECOND, 2 * HANDSHAKES_PER_SECOND);
    private final TokenBucket records = new TokenBucket(RECORDS_PER_SECOND);
    private final TokenBucket messages = new TokenBucket(MESSAGES_PER_SECOND, MESSAGES_AT_ONCE);
    private final Counters own;
    private final Counters all;
    private final int[] reporters = new int[MAX_REPORTERS];
    private int reporterCount;
    private long toldAt = Long.MIN_VALUE / 2;

    /**
     * For one endpoint.
     *
     * @param own counts what is refused, as {@code all} does for the whole conference
     */
    Intake(BridgeSettings settings, Counters own, Counters all) {
        this.own = own;
        this.all = all;
        int media = (settings.maxCameraKbps() + settings.maxScreenKbps()) / KBPS_PER_DATAGRAM;
        datagrams = new TokenBucket(DATAGRAMS_PER_SECOND + media);
    }

    /**
     * Whether one more datagram is looked at; twice what the caps can fill is. STUN of strangers, who only name this
     * endpoint, takes nothing of what it may send itself.
     *
     * @param first its first byte (RFC 7983): of a DTLS record, the content type
     * @param own whether it came over one of the endpoint's paths
     */
    boolean datagram(int first, boolean own, long now) {
        if (!own) {
            return counted(foreign.admits(1, now));
        }
        boolean admitted = datagrams.admits(1, now);
        if (admitted && first < RTP) {
            TokenBucket kind = first < DTLS ? checks : first == DATA ? records : handshakes;
            admitted = kind.admits(1, now);
        }
        return counted(admitted);
    }

    /** @param known whether packets of its SSRC have authenticated */
    boolean rtp(boolean known, long now) {
        return counted(known ? failures.level(now) > 0 : strange.admits(1, now));
    }

    boolean rtcp(int sender, long now) {
        return counted(reports(sender) ? failures.level(now) > 0 && controls.admits(1, now) : strange.admits(1, now));
    }

    /** RTP of an SSRC that has authenticated was looked at and did not. */
    void failed(long now) {
        failures.admits(1, now);
    }

    void rtcpFailed(int sender, long now) {
        if (reports(sender)) {
            failed(now);
        }
    }

    /** RTCP of this sender authenticated. */
    void authentic(int sender) {
        if (reporterCount < MAX_REPORTERS && !reports(sender)) {
            reporters[reporterCount] = sender;
            reporterCount++;
        }
    }

    private boolean reports(int sender) {
        for (int i = 0; i < reporterCount; i++) {
            if (reporters[i] == sender) {
                return true;
            }
        }
        return false;
    }

    boolean message(long now) {
        return counted(messages.admits(1, now));
    }

    private boolean counted(boolean admitted) {
        if (!admitted) {
            own.overIntake++;
            all.overIntake++;
        }
        return admitted;
    }

    /** Whether it is time to say again that messages are dropped. */
    boolean tells(long now) {
        boolean due = now - toldAt >= TELL_NANOS;
        toldAt = due ? now : toldAt;
        return due;
    }
}
