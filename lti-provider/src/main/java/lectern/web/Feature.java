package lectern.web;

import io.javalin.config.RoutesConfig;

/** A part of the application that answers some paths. */
@FunctionalInterface
public interface Feature {
    /** Adds the routes; called once, before the server starts. */
    void add(RoutesConfig routes);
}
