package lectern.account;

import java.time.Instant;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Who is in the console.
 *
 * @param tenant the one deployment that they administer; null for whoever runs the server, who administers all
 * @param name the administrator's name in their LMS; empty for whoever runs the server
 */
public record AdminIdentity(@Nullable Tenant tenant, String name, Instant expiresAt) {
    /**
     * One deployment of one registration, as the store and as the LMS name it.
     *
     * @param id the deployment's row
     */
    public record Tenant(long id, long registrationId, String iss, String clientId, String deploymentId) {}

    /** Whether this is whoever runs the server. */
    public boolean server() {
        return tenant == null;
    }

    /**
     * Lets those pass who administer this deployment. To others it does not exist.
     *
     * @param deployment the row's key
     * @throws ApiError {@code not_found}
     */
    public void administers(long deployment) {
        if (tenant != null && tenant.id() != deployment) {
            throw ApiError.notFound("There is no such deployment.");
        }
    }

    @Override
    public String toString() {
        return tenant == null ? "AdminIdentity[server]" : "AdminIdentity[" + tenant.id() + "]"; // no name in a log
    }
}
