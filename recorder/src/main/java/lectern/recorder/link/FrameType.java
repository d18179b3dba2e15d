package lectern.recorder.link;

/** Types of frames ({@code docs/recording-format.md}, The link). Numbers, because a newer peer may send others. */
public final class FrameType {
    public static final int HELLO = 1;
    public static final int SESSION_OPEN = 2;
    public static final int SESSION_END = 3;
    public static final int TRACK_OPEN = 4;
    public static final int TRACK_CLOSE = 5;
    public static final int RTP = 6;
    public static final int SENDER_REPORT = 7;
    public static final int GAP = 8;
    public static final int PING = 9;
    public static final int KEYFRAME = 16;
    public static final int SESSION_ENDED = 17;
    public static final int STATE = 18;

    private FrameType() {}
}
