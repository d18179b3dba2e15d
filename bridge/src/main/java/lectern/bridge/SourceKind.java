package lectern.bridge;

/** What an endpoint may send; each has its own media line in the offer. */
public enum SourceKind {
    MIC("mic", false),
    CAMERA("cam", true),
    SCREEN("scr", true),
    SCREEN_AUDIO("sca", false);

    private final String mid;
    private final boolean video;

    SourceKind(String mid, boolean video) {
        this.mid = mid;
        this.video = video;
    }

    /** The media identification (RFC 5888) of the line in the offer. */
    public String mid() {
        return mid;
    }

    public boolean video() {
        return video;
    }
}
