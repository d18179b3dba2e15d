package lectern.lti;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import lectern.account.Accounts;
import lectern.account.CourseAccess;
import lectern.attendance.CourseRoster;
import lectern.attendance.HeldClasses;
import lectern.classroom.EventStore;
import lectern.groups.EnteredGroups;
import lectern.groups.Groups;
import lectern.groups.GroupsFeature;
import lectern.groups.ListFeature;
import lectern.lti.grades.Grades;
import lectern.lti.grades.GradesFeature;
import lectern.lti.groups.CourseDirectory;
import lectern.lti.groups.CourseGroups;
import lectern.lti.http.Pause;
import lectern.lti.http.PlatformHttp;
import lectern.lti.keys.ToolKeys;
import lectern.lti.notices.NoticeFeature;
import lectern.lti.notices.NoticeHandlers;
import lectern.lti.registration.Registrations;
import lectern.lti.roster.RosterFeature;
import lectern.lti.roster.Rosters;
import lectern.lti.token.ServiceClient;
import lectern.lti.token.ServicePages;
import lectern.lti.token.ServiceTokens;
import lectern.store.Database;
import lectern.web.Feature;

/** What we ask LMSs about courses and tell them: the roster, the groups and the grades. Closed before the store. */
public final class CourseServices implements AutoCloseable {
    private final Rosters rosters;
    private final Grades grades;
    private final CourseGroups courseGroups;
    private final Groups groups;
    private final NoticeHandlers noticeHandlers;
    private final List<Feature> features;

    /** What the services stand on. */
    public record Ground(
            Accounts accounts,
            CourseAccess courses,
            Database database,
            Registrations registrations,
            PlatformHttp http,
            ToolKeys keys,
            URI baseUrl,
            Clock clock) {}

    public CourseServices(Ground ground) {
        ServiceClient client =
                new ServiceClient(ground.http(), new ServiceTokens(ground.http(), ground.keys(), ground.clock()));
        Pause pause = wait -> Thread.sleep(wait.toMillis());
        rosters = new Rosters(ground.database(), ground.registrations(), client, pause, ground.clock());
        ServicePages pages = new ServicePages(client, pause);
        courseGroups = new CourseGroups(ground.database(), ground.registrations(), pages, ground.clock());
        groups = new Groups(ground.database(), List.of(courseGroups, new EnteredGroups(ground.database())));
        grades = new Grades(new Grades.Sources(
                ground.database(),
                ground.registrations(),
                client,
                rosters,
                new HeldClasses(ground.database(), new EventStore(ground.database())),
                ground.clock()));
        rosters.follow(grades::rosterCame);
        noticeHandlers = new NoticeHandlers(
                new NoticeHandlers.Sources(ground.database(), ground.registrations(), client, ground.clock()),
                ground.baseUrl() + NoticeFeature.PATH);
        features = List.of(
                new RosterFeature(ground.accounts(), rosters),
                new GradesFeature(ground.accounts(), grades),
                new GroupsFeature(ground.accounts(), ground.courses(), groups),
                new ListFeature(
                        ground.courses(),
                        ground.database(),
                        groups,
                        new CourseDirectory(ground.database(), ground.registrations(), pages),
                        ground.clock()));
    }

    public CourseRoster roster() {
        return rosters;
    }

    /** Where attendance becomes grades. */
    public Grades grades() {
        return grades;
    }

    /** What is known of the groups of courses. */
    public Groups groups() {
        return groups;
    }

    /** What asks LMSs for their notices. */
    public NoticeHandlers noticeHandlers() {
        return noticeHandlers;
    }

    public List<Feature> features() {
        return features;
    }

    @Override
    public void close() {
        grades.close();
        courseGroups.close();
        noticeHandlers.close();
        rosters.close();
    }
}
