package lectern.lti.grades;

import java.util.Set;
import java.util.TreeSet;
import lectern.lti.http.PlatformException;
import lectern.lti.registration.Registration;

/** What the LMS lets us do with its gradebook (AGS 2.0 §3.1.1, §3.2.2, §3.3.2, §3.4.2). */
final class Scopes {
    private static final String AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/";
    static final String LINE_ITEM = AGS + "lineitem";
    static final String LINE_ITEM_READ = AGS + "lineitem.readonly";
    static final String RESULT_READ = AGS + "result.readonly";
    static final String SCORE = AGS + "score";

    static final String NO_GRADES = "The LMS does not let Lectern write grades. Its admin can allow \"Assignment and "
            + "Grade Services\" for this tool.";

    private final Set<String> scopes;

    private Scopes(Set<String> scopes) {
        this.scopes = Set.copyOf(scopes);
    }

    /**
     * From what the newest launch said; an empty set means that it said nothing.
     *
     * @throws PlatformException when no score may be written
     */
    static Scopes of(Set<String> told, Registration registration) throws PlatformException {
        Set<String> scopes = allowed(told, registration);
        if (!scopes.contains(SCORE)) {
            throw new PlatformException(NO_GRADES);
        }
        return new Scopes(scopes);
    }

    /** Whether scores may be written, as far as anybody knows. */
    static boolean writable(Set<String> told, Registration registration) {
        return allowed(told, registration).contains(SCORE);
    }

    private static Set<String> allowed(Set<String> told, Registration registration) {
        Set<String> asked = new TreeSet<>(Set.of(LINE_ITEM, RESULT_READ, SCORE));
        if (!told.isEmpty()) {
            asked.retainAll(told);
            if (!asked.contains(LINE_ITEM) && told.contains(LINE_ITEM_READ)) {
                asked.add(LINE_ITEM_READ);
            }
        }
        Registration.Services services = registration.services();
        if (services != null) {
            asked.removeIf(services::lacks);
        }
        return services == null ? Set.of() : asked;
    }

    Set<String> asked() {
        return scopes;
    }

    boolean readsResults() {
        return scopes.contains(RESULT_READ);
    }

    boolean readsColumns() {
        return scopes.contains(LINE_ITEM) || scopes.contains(LINE_ITEM_READ);
    }

    boolean makesColumns() {
        return scopes.contains(LINE_ITEM);
    }
}
