package lectern.practice.web;

import lectern.practice.platform.Registrations;

/** The administrators' menu, as every LMS has one, and the tool as it is opened from there. */
final class AdminPage {

    private AdminPage() {}

    static String html(Ground ground) {
        Registrations all = ground.registrations;
        int connections = all.all().size();
        String cards = card("/connect", "Connect a tool", "By the registration address that its makers gave you.")
                + card(
                        "/connect#connections",
                        "Connected tools",
                        connections == 1 ? "One connection." : connections + " connections; one is used.")
                + card(
                        "/admin/tool",
                        all.active().tool().name() + " for administrators",
                        "Opens it from here as " + ground.campus.administrator().shown() + ", outside of all courses.")
                + card(
                        "/switches",
                        "Behave like…",
                        "Another LMS, and what browsers and schools switch off. Now: "
                                + ground.switches.face().words() + ".");
        return Layout.page("Site administration", ground.campus.administrator(), """
                <p class="crumbs"><a href="/">People</a></p>
                <h1>Site administration</h1>
                <p class="lead">The menu of whoever runs the LMS.</p>
                <ul class="cards wide">%s</ul>
                """.formatted(cards));
    }

    private static String card(String link, String title, String about) {
        return "<li class=\"card\"><div><a class=\"cover\" href=\"" + link + "\">" + Html.text(title) + "</a><p>"
                + Html.text(about) + "</p></div></li>";
    }

    /** The tool, launched from the menu. */
    static String tool(Ground ground) {
        String title = ground.registrations.active().tool().name();
        return Layout.page(title, ground.campus.administrator(), """
                <p class="crumbs"><a href="/">People</a><a href="/admin">Site administration</a></p>
                <h1>%s</h1>
                %s
                """.formatted(
                        Html.text(title),
                        ground.frame().html(title, "/admin/launch" + (ground.framed() ? "?target=iframe" : ""))
                                + ground.frame().storage()));
    }
}
