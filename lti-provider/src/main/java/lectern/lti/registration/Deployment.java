package lectern.lti.registration;

/** One place of the tool in an LMS (LTI Core 1.3 §3.1.3): the tenant. */
public record Deployment(long id, boolean enabled) {}
