package lectern.lti.launch;

import io.javalin.http.Context;
import java.util.List;
import lectern.account.AdminTickets;
import lectern.web.MessagePage;

/**
 * An administrator's launch: a page with a link to the console, which opens in a tab of its own with a ticket in the
 * address's fragment. The fragment is not sent to any server.
 */
public final class AdminDestination implements Destination {
    private final AdminTickets tickets;
    private final MessagePage page;
    private final String console;

    /** @param console the console's address on this server; its page redeems {@code #t=…} by {@link AdminTickets} */
    public AdminDestination(AdminTickets tickets, MessagePage page, String console) {
        this.tickets = tickets;
        this.page = page;
        this.console = console;
    }

    @Override
    public Place place() {
        return Place.ADMIN;
    }

    @Override
    public void answer(Context ctx, Arrival arrival) {
        String ticket = tickets.issue(arrival.deploymentId(), arrival.person().id());
        ctx.html(page.render(new MessagePage.Message(
                "Lectern for administrators",
                "Registrations, health and settings are in the console. It opens in a new tab; the link works once, "
                        + "for five minutes.",
                arrival.launchId(),
                "Open this page again from your LMS when the link is too old.",
                List.of(new MessagePage.Link(
                        "Open the console", console + "#t=" + ticket, MessagePage.Link.Target.TAB)))));
    }
}
