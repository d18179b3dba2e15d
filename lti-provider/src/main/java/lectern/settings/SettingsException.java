package lectern.settings;

import java.util.List;

/** The operator's mistakes, a sentence each with the key and what to write. A program that meets it exits with 78. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The exit code of a configuration error, {@code EX_CONFIG} of sysexits.h. */
    public static final int EXIT_CODE = 78;

    public SettingsException(String sentence) {
        super(sentence);
    }

    SettingsException(List<String> sentences) {
        super(String.join("\n", sentences));
    }
}
