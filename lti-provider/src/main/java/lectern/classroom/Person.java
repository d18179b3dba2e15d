package lectern.classroom;

import lectern.account.Role;

/**
 * Who takes part in a class.
 *
 * @param id what browsers, media and recordings call the person
 * @param key in the store
 * @param counted whether attendance counts them
 */
public record Person(String id, long key, String name, Role role, boolean counted) {
    public boolean host() {
        return role == Role.HOST;
    }

    /** Observers send nothing. */
    public boolean sends() {
        return role != Role.OBSERVER;
    }
}
