package lectern.live;

/** A client's WebSocket as the class sees it. Neither method blocks or calls back. */
interface Wire {
    void send(String text);

    /** Closes after what was sent before; codes of {@code docs/protocol.md}. */
    void close(int code, String reason);

    int NORMAL = 1000;
    int PROTOCOL = 4400;
    int REFUSED = 4401;
    int NO_HELLO = 4408;
    int ELSEWHERE = 4409;
    int ENDED = 4410;
    int TOO_SLOW = 4429;
}
