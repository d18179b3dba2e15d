package lectern.lti.groups;

import lectern.groups.GroupSource;
import lectern.groups.Groups;
import lectern.lti.deeplink.GroupRooms;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What deep linking needs of groups. */
public final class PlannedGroups implements GroupRooms {
    private final Groups groups;

    public PlannedGroups(Groups groups) {
        this.groups = groups;
    }

    @Override
    public boolean known(@Nullable Long courseId) {
        if (courseId == null) {
            return false;
        }
        groups.refresh(courseId, GroupSource.Wish.FRESH_ENOUGH);
        return groups.known(courseId);
    }

    @Override
    public void plan(Handle handle, long deploymentId, String roomKey) {
        Groups.plan(handle, deploymentId, roomKey);
    }
}
