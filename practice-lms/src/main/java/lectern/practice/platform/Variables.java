package lectern.practice.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import lectern.practice.campus.Activity;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.campus.Group;
import lectern.practice.campus.Person;
import lectern.practice.face.Face;
import org.jspecify.annotations.Nullable;

/**
 * Fills the variables of custom parameters (LTI 1.3 core §6.2 and appendix B). What this LMS does not know stays as it
 * is written, as the standard wants; what it knows and has no value for is empty.
 */
public final class Variables {

    static final List<String> NAMES = List.of(
            "User.id",
            "Context.id",
            "Context.id.history",
            "ResourceLink.id",
            "ResourceLink.id.history",
            "Person.name.full",
            "Person.address.timezone");

    private final Campus campus;

    public Variables(Campus campus) {
        this.campus = campus;
    }

    /** For whom and where. */
    public record Place(
            Person person, Course course, @Nullable Activity activity, Face face) {}

    /** The parameters with every variable filled in. */
    public Map<String, String> fill(Map<String, String> custom, Place place) {
        Map<String, String> filled = new LinkedHashMap<>();
        custom.forEach((name, value) -> filled.put(name, value.startsWith("$") ? value(value, place) : value));
        return filled;
    }

    private String value(String variable, Place place) {
        Optional<String> known = known(variable, place);
        if (known.isEmpty() || (known.get().isEmpty() && place.face().has(Face.Quirk.LITERAL_VARIABLES))) {
            return variable;
        }
        return known.get();
    }

    private Optional<String> known(String variable, Place place) {
        Activity activity = place.activity();
        return switch (variable) {
            case "$User.id" -> Optional.of(place.person().sub());
            case "$Context.id" -> Optional.of(place.course().contextId());
            case "$Context.id.history" ->
                Optional.of(campus.origins(place.course()).stream()
                        .map(Course::contextId)
                        .collect(Collectors.joining(",")));
            case "$ResourceLink.id" -> Optional.ofNullable(activity).map(Activity::resourceLinkId);
            case "$ResourceLink.id.history" ->
                Optional.ofNullable(activity).map(a -> String.join(",", a.made().history()));
            case "$Person.name.full" ->
                Optional.ofNullable(place.person().name()).map(Person.Name::full);
            case "$Person.address.timezone" -> Optional.of("Europe/Lisbon");
            case "$Moodle.Person.userGroupIds" -> groups(place, Face.MOODLE);
            case "$Canvas.group.contextIds" -> groups(place, Face.CANVAS);
            default -> Optional.empty();
        };
    }

    private Optional<String> groups(Place place, Face family) {
        return place.face() == family
                ? Optional.of(campus.groups(place.course(), place.person()).stream()
                        .map(Group::id)
                        .collect(Collectors.joining(",")))
                : Optional.empty();
    }
}
