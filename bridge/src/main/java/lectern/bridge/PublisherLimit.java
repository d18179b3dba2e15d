package lectern.bridge;

/** What a publisher went over, and what the bridge does about it. */
public enum PublisherLimit {
    /** More bits than the source's cap: whole frames, for sound packets, are dropped until it keeps to it. */
    RATE,
    /** A picture larger than the source may have: the layer is dropped until its pictures fit. */
    SIZE,
    /** More messages on the data channel than anybody needs: the rest is dropped. */
    MESSAGES
}
