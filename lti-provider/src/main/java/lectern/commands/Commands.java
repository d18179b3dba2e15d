package lectern.commands;

import java.util.List;
import lectern.settings.SettingsException;

/** Which command is meant. */
final class Commands {
    static final String USAGE = """
            registration list
            registration add     --client-id ID [--name SCHOOL] [--family LMS] [--deployment ID …]
                                 [--site URL | --iss ISS --auth-url URL --jwks-url URL --token-url URL]
                                 [--token-audience AUDIENCE]
            registration approve | remove | update NUMBER
            registration enable | disable DEPLOYMENT-NUMBER
            invite create        [--label SCHOOL] [--days 14] [--uses 1]
            invite list
            invite revoke        NUMBER
            console link         [--minutes 15] [--base-url URL]
            keys list
            keys rotate          [--now]
            lti-config render    --lms canvas|moodle|blackboard|brightspace|sakai|schoology|openedx|generic
                                 [--as guide|registration|canvas] [--base-url URL]
            lti-config check     URL
            Each takes --config FILE and --data DIR, like the server.""";

    private Commands() {}

    static Outcome run(List<String> args) {
        Words words = new Words(args);
        if (words.word(1).equals("help")) {
            return Outcome.done(USAGE);
        }
        return switch (words.word(0)) {
            case "registration" -> RegistrationCommand.run(words);
            case "invite" -> InviteCommand.run(words);
            case "console" -> ConsoleCommand.run(words);
            case "keys" -> KeysCommand.run(words);
            case "lti-config" -> LtiConfigCommand.run(words);
            default -> throw unknown(words.word(0));
        };
    }

    static SettingsException unknown(String command) {
        return new SettingsException("There is no command \"" + command + "\". There are:\n" + USAGE);
    }
}
