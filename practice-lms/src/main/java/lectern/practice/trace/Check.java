package lectern.practice.trace;

/**
 * One thing that a tool has to verify of a launch.
 *
 * @param seen whether it holds as far as this LMS can see; what happens inside the browser or the tool it cannot
 */
public record Check(String words, Seen seen) {

    /** What this LMS knows of a check. */
    public enum Seen {
        RIGHT,
        WRONG,
        ONLY_THE_TOOL
    }

    static Check of(String words, boolean right) {
        return new Check(words, right ? Seen.RIGHT : Seen.WRONG);
    }

    static Check hidden(String words) {
        return new Check(words, Seen.ONLY_THE_TOOL);
    }
}
