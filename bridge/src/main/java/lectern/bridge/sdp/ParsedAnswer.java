package lectern.bridge.sdp;

/** An {@link Answer}, or why the text is none for this offer. */
public sealed interface ParsedAnswer permits Answer, ParsedAnswer.Mismatch {
    /**
     * A refused answer.
     *
     * @param sentence what does not match, for the client's developer
     */
    record Mismatch(String sentence) implements ParsedAnswer {}
}
