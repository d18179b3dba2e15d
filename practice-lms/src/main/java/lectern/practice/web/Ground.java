package lectern.practice.web;

import java.time.Clock;
import java.util.List;
import lectern.practice.bench.Bench;
import lectern.practice.campus.Campus;
import lectern.practice.connect.RegistrationEndpoint;
import lectern.practice.deeplink.DeepLinks;
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
import lectern.practice.services.Notices;
import lectern.practice.services.Services;
import lectern.practice.services.TokenEndpoint;
import lectern.practice.services.ToolKeys;
import lectern.practice.trace.Trace;
import lectern.practice.wire.ToolHttp;

/** What pages and addresses work with: one campus, its tool, and the two sides' keys. */
public final class Ground {

    final String toolOrigin;
    final Clock clock;
    final Trace trace;
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
    final Notices notices;
    final RegistrationEndpoint registering;
    final DeepLinks deepLinks;
    final ToolHttp http;

    final Seen seen = new Seen();

    /**
     * A fresh campus.
     *
     * @param toolOrigin the only place that anything is ever sent to
     */
    public Ground(String issuer, String toolOrigin, Clock clock) {
        this.toolOrigin = toolOrigin;
        this.clock = clock;
        trace = new Trace(clock);
        addresses = new Addresses(issuer);
        registrations = new Registrations(Registration.byHand(issuer, toolOrigin));
        launches = new OpenLaunches(clock, switches);
        messages = new LaunchMessage(campus, switches, new ServiceClaims(addresses, gradebook));
        authorization = new AuthorizationEndpoint(registrations, key, launches, messages, clock);
        TokenEndpoint.Parts parts =
                new TokenEndpoint.Parts(registrations, addresses, toolKeys, new AccessTokens(clock), switches);
        tokens = new TokenEndpoint(parts, clock);
        services = new Services(campus, gradebook, messages, parts);
        http = new ToolHttp(toolOrigin);
        notices = new Notices(parts, new Notices.Sender(key, http, clock));
        registering = new RegistrationEndpoint(
                registrations, new RegistrationEndpoint.Place(issuer, toolOrigin, switches), clock);
        deepLinks = new DeepLinks(registrations, toolKeys, new DeepLinks.Items(campus, gradebook), clock);
    }

    /** What launches are made with: the connection in use, at the school that was chosen. */
    Registration registration() {
        return registrations.active().at(switches.now().school());
    }

    /** Whether course pages show the tool inside them. */
    boolean framed() {
        return switches.now().place() != Switches.Place.POPUP;
    }

    /** Whether an administrator wrote the connection in use down, rather than the tool itself. */
    boolean byHand() {
        return registrations.active().clientId().equals(Registration.CLIENT_ID);
    }

    ToolFrame frame() {
        return new ToolFrame(toolOrigin, switches.now());
    }

    /** Whether the tool takes a message beside a launch. */
    boolean takes(String message) {
        return registrations.active().tool().messages().contains(message);
    }

    /** Plays the bench's whole deck against the running tool. */
    public List<Bench.Result> bench() {
        return BenchRoutes.all(this);
    }

    String issuer() {
        return addresses.issuer();
    }
}
