package lectern.bridge.conference;

import lectern.bridge.ConferenceStats;

/** One conference's or endpoint's counts since it began; of the loop. */
final class Counters {
    long received;
    long forwarded;
    long retransmitted;
    long dropped;
    long keyframeRequests;
    long freezes;
    long frozenNanos;
    long overCap;
    long overIntake;
    long told;

    /** Packets that decryption was tried on: the work that an endpoint can make us do. */
    long attempts;

    ConferenceStats.Held held() {
        return new ConferenceStats.Held(overCap, overIntake, told);
    }
}
