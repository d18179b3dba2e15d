package lectern.lti.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import lectern.groups.Directory;
import lectern.lti.groups.CoursePlaceStore.Place;
import lectern.lti.http.PlatformException;
import lectern.lti.registration.Registration;
import lectern.lti.registration.Registrations;
import lectern.lti.roster.ListedPeople;
import lectern.lti.roster.Member;
import lectern.lti.roster.RosterQuery;
import lectern.lti.roster.RosterService;
import lectern.lti.token.ServiceClient.Grant;
import lectern.lti.token.ServicePages;
import lectern.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The students of a course by its LMS's list (Names and Role Provisioning Services 2.0). At most four lists are asked for
 * at once; a teacher above that has the students who are known. Thread-safe.
 */
public final class CourseDirectory implements Directory {
    private static final Logger LOG = LoggerFactory.getLogger(CourseDirectory.class);
    private static final int AT_ONCE = 4;

    private final Database database;
    private final CoursePlaceStore places;
    private final Registrations registrations;
    private final RosterService roster;
    private final Semaphore asking = new Semaphore(AT_ONCE);

    public CourseDirectory(Database database, Registrations registrations, ServicePages pages) {
        this.database = database;
        places = new CoursePlaceStore(database);
        this.registrations = registrations;
        roster = new RosterService(pages);
    }

    @Override
    public List<Listed> of(long courseId) {
        Place place = places.place(courseId).orElseThrow();
        Registration registration = registrations.byId(place.registrationId()).orElse(null);
        if (place.memberships() == null || registration == null || !asking.tryAcquire()) {
            return List.of();
        }
        try {
            Grant grant = new Grant(registration, place.deployment(), Set.of(RosterService.SCOPE));
            List<Member> students =
                    roster.fetch(grant, new RosterQuery(place.memberships(), "", false)).members().stream()
                            .filter(Member::student)
                            .toList();
            return kept(place, students);
        } catch (PlatformException e) {
            LOG.atInfo().addKeyValue("course", courseId).log("A list of groups is matched without the LMS's list");
            return List.of();
        } finally {
            asking.release();
        }
    }

    private List<Listed> kept(Place place, List<Member> students) {
        return database.write(handle -> {
            List<Listed> listed = new ArrayList<>();
            for (Member one : students) {
                long person = ListedPeople.keep(handle, place.deploymentId(), one);
                listed.add(CoursePlaceStore.listed(handle, person, one));
            }
            return listed;
        });
    }
}
