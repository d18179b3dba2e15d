package lectern.bridge.conference;

/** One conference's or endpoint's counts since it began; of the loop. */
final class Counters {
    long received;
    long forwarded;
    long retransmitted;
    long dropped;
    long keyframeRequests;

    /** Packets that decryption was tried on: the work that an endpoint can make us do. */
    long attempts;
}
