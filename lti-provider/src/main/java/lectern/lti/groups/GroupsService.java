package lectern.lti.groups;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.groups.GroupSet;
import lectern.lti.groups.CoursePlaceStore.Place;
import lectern.lti.groups.GroupsPage.Listed;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.registration.Registration;
import lectern.lti.roster.Member;
import lectern.lti.roster.RosterQuery;
import lectern.lti.roster.RosterService;
import lectern.lti.token.ServiceClient.Grant;
import lectern.lti.token.ServicePages;
import lectern.web.Query;
import org.jspecify.annotations.Nullable;

/**
 * Asks an LMS for the groups of a course (Course Groups Service 1.0): the sets, the groups, and who is in them, by the
 * membership list where it tells that, else by asking about each student. Blocks.
 */
final class GroupsService {
    static final String SCOPE = "https://purl.imsglobal.org/spec/lti-gs/scope/contextgroup.readonly";
    static final int MAX_ASKED_EACH = 300;

    private final ServicePages pages;
    private final RosterService roster;

    GroupsService(ServicePages pages) {
        this.pages = pages;
        roster = new RosterService(pages);
    }

    /**
     * All that there is.
     *
     * @param members by the LMS's id of their group; people without a group are in none
     * @param whole false when there was more than we take
     */
    record Fetched(List<Listed> sets, List<Listed> groups, Map<String, List<Member>> members, boolean whole) {}

    /**
     * Fetches a course's groups.
     *
     * @param students the LMS's ids of the course's students, as far as they are known
     * @throws PlatformException with a sentence that has the LMS's words
     */
    Fetched fetch(Registration registration, Place place, Set<String> students) throws PlatformException {
        if (registration.services() != null && registration.services().lacks(SCOPE)) {
            throw new PlatformException("The LMS has not allowed Lectern to read groups. Its admin can allow "
                    + "\"Course Groups\" for this tool.");
        }
        if (place.groups() == null) {
            throw new PlatformException("The LMS names no groups service for this course.");
        }
        Asked asked = new Asked(registration, place, place.groups());
        List<Listed> sets = place.sets() == null ? List.of() : sets(asked.grant(SCOPE), place.sets());
        Found found = groups(asked.grant(SCOPE), asked.groups());
        Map<String, List<Member>> members = new LinkedHashMap<>();
        boolean all = found.groups().isEmpty() || members(asked, students, members);
        return new Fetched(sets, found.groups(), members, found.whole() && all);
    }

    /** Whom, and about what. */
    private record Asked(Registration registration, Place place, URI groups) {
        Grant grant(String scope) {
            return new Grant(registration, place.deployment(), Set.of(scope));
        }
    }

    private List<Listed> sets(Grant grant, URI uri) throws PlatformException {
        PlatformAnswer first = pages.first(grant, limited(uri), GroupsPage.SETS_TYPE);
        List<Listed> sets = new ArrayList<>();
        if (first.status() == 404 || first.status() == 501) {
            return sets; // groups without sets are groups too
        }
        pages.read(new ServicePages.List(grant, GroupsPage.SETS_TYPE, GroupsService::refusal), first, body -> {
            sets.addAll(GroupsPage.sets(body));
            return sets.size() < GroupSet.MAX_SETS;
        });
        return sets.subList(0, Math.min(sets.size(), GroupSet.MAX_SETS));
    }

    private record Found(List<Listed> groups, boolean whole) {}

    private Found groups(Grant grant, URI uri) throws PlatformException {
        Map<String, Listed> groups = new LinkedHashMap<>();
        PlatformAnswer first = pages.first(grant, limited(uri), GroupsPage.GROUPS_TYPE);
        boolean whole = pages.read(
                new ServicePages.List(grant, GroupsPage.GROUPS_TYPE, GroupsService::refusal), first, body -> {
                    for (Listed one : GroupsPage.groups(body)) {
                        if (groups.size() >= GroupSet.MAX_GROUPS && !groups.containsKey(one.id())) {
                            return false;
                        }
                        groups.put(one.id(), one);
                    }
                    return true;
                });
        return new Found(List.copyOf(groups.values()), whole);
    }

    /** @return whether everybody was asked about */
    private boolean members(Asked asked, Set<String> students, Map<String, List<Member>> members)
            throws PlatformException {
        URI memberships = asked.place().memberships();
        Registration.Services services = asked.registration().services();
        if (memberships == null || services == null || services.lacks(RosterService.SCOPE)) {
            List<Member> bare =
                    students.stream().sorted().map(GroupsService::bare).toList();
            return each(asked, new Rest(bare, true), members);
        }
        Grant grant = asked.grant(RosterService.SCOPE);
        RosterService.Fetched listed = roster.fetch(grant, new RosterQuery(memberships, "", true));
        if (listed.members().stream().noneMatch(member -> member.told().groups() != null)) {
            return each(asked, Rest.of(listed), members);
        }
        listed.members().forEach(member -> put(members, member, member.told().groups()));
        return listed.whole();
    }

    /** Those whose groups have to be asked for one by one. */
    private record Rest(List<Member> people, boolean whole) {
        static Rest of(RosterService.Fetched listed) {
            return new Rest(listed.members().stream().filter(Member::student).toList(), listed.whole());
        }
    }

    /** A student of whom only the id is known. */
    private static Member bare(String sub) {
        return new Member(sub, null, List.of("Learner"), true, new Member.Told(null, null));
    }

    private boolean each(Asked asked, Rest rest, Map<String, List<Member>> members) throws PlatformException {
        for (Member one : rest.people().subList(0, Math.min(rest.people().size(), MAX_ASKED_EACH))) {
            URI uri = URI.create(Query.append(asked.groups().toString(), Map.of("user_id", one.sub())));
            put(
                    members,
                    one,
                    groups(asked.grant(SCOPE), uri).groups().stream()
                            .map(Listed::id)
                            .toList());
        }
        return rest.whole() && rest.people().size() <= MAX_ASKED_EACH;
    }

    private static void put(Map<String, List<Member>> members, Member member, @Nullable List<String> groups) {
        if (groups == null || !member.student()) {
            return;
        }
        for (String group : groups) {
            members.computeIfAbsent(group, id -> new ArrayList<>()).add(member);
        }
    }

    private static URI limited(URI uri) {
        return URI.create(Query.append(uri.toString(), Map.of("limit", "100")));
    }

    private static PlatformException refusal(PlatformAnswer answer) {
        return new PlatformException(
                "The LMS did not give the groups of its course (" + answer.status() + "): " + answer.shownBody());
    }
}
