package lectern.lti.groups;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import lectern.groups.GroupSource;
import lectern.groups.ServiceGroups;
import lectern.groups.Source;
import lectern.groups.Told;
import lectern.lti.groups.CoursePlaceStore.Place;
import lectern.lti.groups.GroupsPage.Listed;
import lectern.lti.http.PlatformException;
import lectern.lti.registration.Registration;
import lectern.lti.registration.Registrations;
import lectern.lti.roster.ListedPeople;
import lectern.lti.roster.Member;
import lectern.lti.token.Refreshes;
import lectern.lti.token.ServicePages;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups of courses as their LMSs' services tell them, fetched anew when somebody asks for what is older than five
 * minutes. The first asker waits a little; later ones get what there is. Thread-safe.
 */
public final class CourseGroups implements GroupSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CourseGroups.class);
    static final Duration FRESH = Duration.ofMinutes(5);
    private static final String SETLESS = "Groups of the course";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    /** "Group 2" before "Group 10". */
    private static final Comparator<Listed> AS_PEOPLE_COUNT =
            Comparator.comparing(one -> NUMBER.matcher(one.name().toLowerCase(Locale.ROOT))
                    .replaceAll(number -> "%09d".formatted(Integer.parseInt(number.group()))));

    private final CoursePlaceStore places;
    private final ServiceGroups kept;
    private final Registrations registrations;
    private final GroupsService service;
    private final Clock clock;
    private final Refreshes<Long> refreshes;

    public CourseGroups(Database database, Registrations registrations, ServicePages pages, Clock clock) {
        places = new CoursePlaceStore(database);
        kept = new ServiceGroups(database, clock);
        this.registrations = registrations;
        service = new GroupsService(pages);
        this.clock = clock;
        refreshes = new Refreshes<>("groups", clock);
    }

    @Override
    public Source kind() {
        return Source.SERVICE;
    }

    @Override
    public Standing of(long courseId) {
        return places.place(courseId).filter(place -> place.groups() != null).isPresent()
                ? kept.standing(courseId)
                : Standing.NONE;
    }

    @Override
    public void refresh(long courseId, Wish wish) {
        Standing standing = of(courseId);
        if (!standing.offered()) {
            return;
        }
        boolean fresh = standing.asOf() != null && standing.asOf().plus(FRESH).isAfter(clock.instant());
        if (wish == Wish.FRESH_ENOUGH && fresh) {
            return;
        }
        CompletableFuture<Boolean> coming = refreshes.refresh(courseId, () -> fetch(courseId));
        if (wish == Wish.NOW || standing.asOf() == null) {
            Refreshes.await(coming);
        }
    }

    private boolean fetch(long courseId) {
        Place place = places.place(courseId).orElseThrow();
        Registration registration = registrations.byId(place.registrationId()).orElse(null);
        if (registration == null) {
            kept.failed(courseId, "This course's LMS connection is switched off.");
            return false;
        }
        try {
            GroupsService.Fetched fetched = service.fetch(registration, place, kept.students(courseId));
            kept.told(
                    courseId,
                    handle -> told(handle, place, fetched),
                    fetched.whole()
                            ? null
                            : "The course has more groups or people than fit here; the rest is left out.");
            return true;
        } catch (PlatformException e) {
            LOG.atInfo().addKeyValue("course", courseId).log("The groups of a course could not be fetched");
            kept.failed(courseId, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static List<Told> told(Handle handle, Place place, GroupsService.Fetched fetched) {
        Map<String, Long> people = new HashMap<>();
        fetched.members().values().stream()
                .flatMap(List::stream)
                .forEach(member -> people.computeIfAbsent(
                        member.sub(), sub -> ListedPeople.keep(handle, place.deploymentId(), member)));
        Map<String, String> names = new LinkedHashMap<>();
        fetched.sets().forEach(set -> names.put(set.id(), set.name()));
        Map<String, List<Told.Group>> bySet = new LinkedHashMap<>();
        names.keySet().forEach(set -> bySet.put(set, new ArrayList<>()));
        fetched.groups().stream().sorted(AS_PEOPLE_COUNT).forEach(group -> {
            String set = names.containsKey(group.set()) ? group.set() : "";
            Set<Long> members = new HashSet<>();
            for (Member member : fetched.members().getOrDefault(group.id(), List.of())) {
                members.add(people.get(member.sub()));
            }
            bySet.computeIfAbsent(set, fresh -> new ArrayList<>())
                    .add(new Told.Group(group.id(), group.name(), members, List.of()));
        });
        List<Told> told = new ArrayList<>();
        bySet.forEach((set, groups) -> told.add(new Told(set, names.getOrDefault(set, SETLESS), groups)));
        return told;
    }

    /** Lets no fetch begin any more and breaks off those under way. */
    @Override
    public void close() {
        refreshes.close();
    }
}
