package lectern.lti.registration;

/**
 * One place of the tool in an LMS (LTI Core 1.3 §3.1.3): the tenant.
 *
 * @param enabled whether it may launch: somebody who runs this server agreed to it and to its registration
 */
public record Deployment(long id, boolean enabled) {}
