package lectern.groups;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.account.CourseAccess;
import lectern.groups.Directory.Listed;
import lectern.store.Database;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/course/groups/list}: a teacher's list of groups, first to be looked at, then to be kept. */
public final class ListFeature implements Feature {
    /** JSON of the longest text, with room for what it escapes. */
    private static final int MAX_BODY = 4 * 1024 * 1024;
    /** Lines of each kind that are told one by one. */
    private static final int MAX_TOLD = 200;

    private final CourseAccess access;
    private final GroupLists lists;
    private final Groups groups;

    public ListFeature(CourseAccess access, Database database, Groups groups, Directory directory, Clock clock) {
        this.access = access;
        this.groups = groups;
        lists = new GroupLists(database, directory, clock);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.post("/api/course/groups/list/look", this::look);
        routes.post("/api/course/groups/list", this::keep);
    }

    private record Body(
            @Nullable String text,
            @Nullable String name,
            @Nullable Long replace,
            @Nullable Map<String, String> choices) {
        String list() {
            if (text == null || text.isBlank()) {
                throw ApiError.badRequest("The list is empty.");
            }
            return text;
        }

        Map<Integer, String> chosen() {
            Map<Integer, String> chosen = new HashMap<>();
            if (choices != null) {
                choices.forEach((line, person) -> {
                    if (person != null && line.matches("[0-9]{1,6}")) {
                        chosen.put(Integer.valueOf(line), person);
                    }
                });
            }
            return chosen;
        }
    }

    private record PersonView(String person, String name) {
        static PersonView of(Listed one) {
            return new PersonView(one.publicId(), one.name());
        }
    }

    private record GroupView(String name, List<PersonView> people, List<String> expected) {}

    private record AmbiguousView(int line, String shown, String group, List<PersonView> candidates) {}

    private record TwiceView(String name, List<String> groups) {}

    /** @param counts of each kind, for there may be more than are told */
    private record LookView(
            List<GroupView> groups,
            List<TwiceView> twice,
            List<AmbiguousView> ambiguous,
            List<ListMatch.Line> unmatched,
            List<ListMatch.Line> incomplete,
            Counts counts) {}

    private record Counts(int matched, int expected, int ambiguous, int unmatched, int incomplete) {}

    private void look(Context ctx) {
        long course = GroupsFeature.staff(access, ctx).courseId();
        Body body = Json.read(ctx, Body.class, MAX_BODY);
        Json.answer(ctx, view(lists.look(course, body.list(), body.chosen())));
    }

    private static LookView view(ListMatch.Result result) {
        List<TwiceView> twice = new ArrayList<>();
        result.twice().forEach((person, in) -> twice.add(new TwiceView(person.name(), List.copyOf(in))));
        return new LookView(
                result.groups().stream().map(ListFeature::group).toList(),
                first(twice),
                first(result.ambiguous()).stream()
                        .map(one -> new AmbiguousView(
                                one.line(),
                                one.shown(),
                                one.group(),
                                one.candidates().stream().map(PersonView::of).toList()))
                        .toList(),
                first(result.unmatched()),
                first(result.incomplete()),
                new Counts(
                        result.groups().stream()
                                .mapToInt(group -> group.people().size())
                                .sum(),
                        result.groups().stream()
                                .mapToInt(group -> group.expected().size())
                                .sum(),
                        result.ambiguous().size(),
                        result.unmatched().size(),
                        result.incomplete().size()));
    }

    private static GroupView group(ListMatch.Matched group) {
        return new GroupView(
                group.name(),
                group.people().stream().map(PersonView::of).toList(),
                group.expected().stream().map(Told.Expected::shown).toList());
    }

    private static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(all.size(), MAX_TOLD));
    }

    private void keep(Context ctx) {
        long course = GroupsFeature.staff(access, ctx).courseId();
        Body body = Json.read(ctx, Body.class, MAX_BODY);
        String name = Groups.name(body.name());
        lists.keep(course, lists.look(course, body.list(), body.chosen()), name, body.replace());
        Json.answer(ctx, GroupViews.course(groups, course));
    }
}
