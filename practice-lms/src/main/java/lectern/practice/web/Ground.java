package lectern.practice.web;

import java.time.Clock;
import lectern.practice.campus.Campus;
import lectern.practice.face.Switches;
import lectern.practice.grades.Gradebook;
import lectern.practice.platform.Addresses;
import lectern.practice.platform.AuthorizationEndpoint;
import lectern.practice.platform.LaunchMessage;
import lectern.practice.platform.OpenLaunches;
import lectern.practice.platform.PlatformKey;
import lectern.practice.platform.Registration;
import lectern.practice.platform.Registrations;
import lectern.practice.platform.ServiceClaims;
import lectern.practice.services.AccessTokens;
import lectern.practice.services.Services;
import lectern.practice.services.TokenEndpoint;
import lectern.practice.services.ToolKeys;

/** What pages and addresses work with: one campus, its tool, and the two sides' keys. */
public final class Ground {

    final String toolOrigin;
    final Clock clock;
    final Campus campus = Campus.madeUp();
    final Switches switches = new Switches();
    final Gradebook gradebook = new Gradebook();
    final PlatformKey key = PlatformKey.generate();
    final ToolKeys toolKeys = new ToolKeys();
    final Addresses addresses;
    final Registrations registrations;
    final OpenLaunches launches;
    final LaunchMessage messages;
    final AuthorizationEndpoint authorization;
    final TokenEndpoint tokens;
    final Services services;

    /**
     * A fresh campus.
     *
     * @param toolOrigin the only place that anything is ever sent to
     */
    public Ground(String issuer, String toolOrigin, Clock clock) {
        this.toolOrigin = toolOrigin;
        this.clock = clock;
        addresses = new Addresses(issuer);
        registrations = new Registrations(Registration.byHand(issuer, toolOrigin));
        launches = new OpenLaunches(clock);
        messages = new LaunchMessage(campus, switches, new ServiceClaims(addresses, gradebook));
        authorization = new AuthorizationEndpoint(registrations, key, launches, messages, clock);
        TokenEndpoint.Parts parts =
                new TokenEndpoint.Parts(registrations, addresses, toolKeys, new AccessTokens(clock), switches);
        tokens = new TokenEndpoint(parts, clock);
        services = new Services(campus, gradebook, messages, parts);
    }

    String issuer() {
        return addresses.issuer();
    }
}
