package lectern.lti.roles;

import lectern.account.Role;

/**
 * What a launch makes of a person.
 *
 * @param counted false for preview users and observers: no attendance
 */
public record Part(Role role, boolean counted) {}
