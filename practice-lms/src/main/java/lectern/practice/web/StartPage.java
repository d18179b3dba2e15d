package lectern.practice.web;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Part;
import lectern.practice.campus.Person;

/** The first page: who one wants to be. */
final class StartPage {

    private static final String BEGIN = """
            <p>New here? In a few minutes the tool is connected and a class has been held.</p>
            <p><a class="button" href="/path">Begin with the first steps</a></p>""";

    private StartPage() {}

    static String html(Ground ground) {
        Campus campus = ground.campus;
        String body = """
                <h1>Who do you want to be?</h1>
                <p class="lead">A small make-believe school with a real LTI 1.3 connection to
                <span class="url">%s</span>. Pick a person, open a course and start its live class.
                Every tab can be somebody else: be the teacher here and a student in the next one.</p>
                %s
                """.formatted(Html.text(ground.toolOrigin), ground.byHand() ? BEGIN : "");
        return Layout.page(
                "Who do you want to be?",
                null,
                body
                        + group(campus, "Teach", EnumSet.of(Part.TEACHER, Part.ASSISTANT))
                        + group(campus, "Learn", EnumSet.of(Part.STUDENT))
                        + group(campus, "Look on", EnumSet.of(Part.MENTOR, Part.ADMIN, Part.PREVIEW)));
    }

    private static String group(Campus campus, String title, Set<Part> parts) {
        String cards = campus.people().stream()
                .filter(p -> parts.contains(campus.part(p)))
                .map(p -> card(p, campus.part(p)))
                .collect(Collectors.joining());
        return "<section><h2>" + title + "</h2><ul class=\"cards\">" + cards + "</ul></section>";
    }

    private static String card(Person person, Part part) {
        String about = person.about().isEmpty() ? part.words() : part.words() + " · " + person.about();
        return """
                <li class="card">%s<div><a class="cover" href="/person/%s">%s</a><p>%s</p></div></li>
                """.formatted(Layout.avatar(person), Html.text(person.id()), Layout.name(person), Html.text(about));
    }
}
