package lectern.commands;

/**
 * What a command says.
 *
 * @param good whether it did what was asked
 */
record Outcome(boolean good, String text) {
    static Outcome done(String text) {
        return new Outcome(true, text);
    }

    static Outcome not(String text) {
        return new Outcome(false, text);
    }
}
