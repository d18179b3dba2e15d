package lectern.bridge.net;

/** The transport protocol of a path or a candidate. */
public enum Protocol {
    UDP,
    TCP
}
