package lectern.practice.campus;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the campus.
 *
 * @param id the word in this LMS's addresses
 * @param sub the identifier a tool gets: stable, and nothing can be read from it
 * @param shown the name on this LMS's own pages
 * @param about one line for the newcomer who picks whom to be
 * @param name what a tool is told; null when this person's name is kept from tools
 * @param email null when a tool is not told one
 * @param locale BCP 47 tag of the language this person uses
 */
public record Person(
        String id,
        String sub,
        String shown,
        String about,
        @Nullable Name name,
        @Nullable String email,
        String locale) {

    public Person {
        Objects.requireNonNull(id, "id");
    }

    /** The parts of a name as OpenID Connect Core §5.1 calls them. */
    public record Name(String full, String given, String family) {}
}
