package lectern.groups;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lectern.account.NameKey;
import lectern.groups.Directory.Listed;
import lectern.groups.ListColumns.Entry;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * A teacher's list held against the students of the course: by the LMS's id, else by e-mail address, else by a name that
 * only one of them has.
 */
final class ListMatch {
    private final Map<String, Listed> byId = new HashMap<>();
    private final Map<String, Listed> bySub = new HashMap<>();
    private final Map<String, Listed> byEmail = new HashMap<>();
    private final Map<String, List<Listed>> byName = new HashMap<>();
    private final Map<Integer, String> choices;

    private final Map<String, Building> groups = new LinkedHashMap<>();
    private final Map<Listed, Set<String>> places = new LinkedHashMap<>();
    private final List<Ambiguous> ambiguous = new ArrayList<>();
    private final List<Line> unmatched = new ArrayList<>();
    private final List<Line> incomplete = new ArrayList<>();

    /** A group as it is made. */
    private record Building(String name, Set<Listed> people, Map<String, Told.Expected> expected) {}

    /** A line by what it says of a person. */
    record Line(int line, String shown) {}

    /** A line whose name several students have. */
    record Ambiguous(int line, String shown, String group, List<Listed> candidates) {}

    /**
     * What came of it.
     *
     * @param groups in the order of the list
     * @param twice students who are in more than one group, with those
     * @param unmatched lines of an e-mail address that is nobody's here; they are left out
     * @param incomplete lines without a student or without a group; they are left out
     */
    record Result(
            List<Matched> groups,
            Map<Listed, Set<String>> twice,
            List<Ambiguous> ambiguous,
            List<Line> unmatched,
            List<Line> incomplete) {}

    /** @param expected people whom nobody knows yet */
    record Matched(String name, List<Listed> people, List<Told.Expected> expected) {}

    private ListMatch(Collection<Listed> students, Map<Integer, String> choices) {
        this.choices = choices;
        for (Listed one : students) {
            byId.put(one.publicId(), one);
            bySub.put(one.sub(), one);
            byName.computeIfAbsent(NameKey.of(one.name()), key -> new ArrayList<>())
                    .add(one);
            if (one.email() != null) {
                byEmail.put(one.email(), one);
            }
        }
    }

    /**
     * Matches a list.
     *
     * @param choices by line, the public id of the student whom a teacher chose for a name that several have
     * @throws ApiError with a sentence for who gave it
     */
    static Result of(List<Entry> entries, Collection<Listed> students, Map<Integer, String> choices) {
        ListMatch match = new ListMatch(students, choices);
        entries.forEach(match::take);
        if (match.groups.isEmpty()) {
            throw ApiError.badRequest("No line of the list has both a student and a group.");
        }
        if (match.groups.size() > GroupSet.MAX_GROUPS) {
            throw ApiError.badRequest("The list has more than " + GroupSet.MAX_GROUPS + " groups.");
        }
        return match.result();
    }

    private void take(Entry entry) {
        if (entry.group().isEmpty() || entry.nobody()) {
            incomplete.add(new Line(entry.line(), entry.shown()));
            return;
        }
        String name = entry.group().length() <= Groups.MAX_NAME
                ? entry.group()
                : entry.group().substring(0, Groups.MAX_NAME);
        Building group = groups.computeIfAbsent(
                name.toLowerCase(Locale.ROOT), key -> new Building(name, new LinkedHashSet<>(), new LinkedHashMap<>()));
        List<Listed> found = find(entry);
        if (found.size() == 1) {
            group.people().add(found.get(0));
            places.computeIfAbsent(found.get(0), one -> new LinkedHashSet<>()).add(group.name());
        } else if (found.size() > 1) {
            ambiguous.add(new Ambiguous(entry.line(), entry.shown(), group.name(), found));
        } else {
            expect(group, entry);
        }
    }

    private List<Listed> find(Entry entry) {
        Listed certain = certain(entry);
        if (certain != null) {
            return List.of(certain);
        }
        List<Listed> named =
                entry.name().isEmpty() ? List.of() : byName.getOrDefault(NameKey.of(entry.name()), List.of());
        Listed chosen = byId.get(choices.getOrDefault(entry.line(), ""));
        return chosen != null && named.contains(chosen) ? List.of(chosen) : named;
    }

    private @Nullable Listed certain(Entry entry) {
        return entry.ids().stream()
                .map(bySub::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(byEmail.get(entry.email()));
    }

    /** An e-mail address is not kept, so that nobody can be expected by it. */
    private void expect(Building group, Entry entry) {
        String key = NameKey.of(entry.name());
        String sub = key.isEmpty() && !entry.ids().isEmpty() ? entry.ids().get(0) : "";
        if (key.isEmpty() && sub.isEmpty()) {
            unmatched.add(new Line(entry.line(), entry.shown()));
            return;
        }
        group.expected().put(key + "\n" + sub, new Told.Expected(key, sub, entry.shown()));
    }

    private Result result() {
        Map<Listed, Set<String>> twice = new LinkedHashMap<>();
        places.forEach((person, in) -> {
            if (in.size() > 1) {
                twice.put(person, in);
            }
        });
        List<Matched> matched = groups.values().stream()
                .map(group -> new Matched(
                        group.name(),
                        List.copyOf(group.people()),
                        List.copyOf(group.expected().values())))
                .toList();
        return new Result(matched, twice, List.copyOf(ambiguous), List.copyOf(unmatched), List.copyOf(incomplete));
    }
}
