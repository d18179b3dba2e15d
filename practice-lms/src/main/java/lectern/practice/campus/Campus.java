package lectern.practice.campus;

import static lectern.practice.campus.Part.ADMIN;
import static lectern.practice.campus.Part.ASSISTANT;
import static lectern.practice.campus.Part.MENTOR;
import static lectern.practice.campus.Part.PREVIEW;
import static lectern.practice.campus.Part.STUDENT;
import static lectern.practice.campus.Part.TEACHER;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.practice.campus.Person.Name;
import org.jspecify.annotations.Nullable;

/** Everybody and everything there is. The people differ in what a tool is told of them, as real people do. */
public final class Campus {

    private static final Set<Part> NOBODY_TO_TEACH = EnumSet.of(TEACHER, ADMIN);

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Course> courses = new LinkedHashMap<>();

    private Campus() {}

    /** The campus that is the same at every start, so that a tool recognises its people again. */
    public static Campus madeUp() {
        Campus campus = new Campus();
        campus.addStaff();
        campus.addStudents();
        campus.addOthers();
        campus.addCourses();
        return campus;
    }

    private void addStaff() {
        add(TEACHER, "ada", "101", "Starts and ends classes.", name("Prof. Ada", "Ada", "Marlow"));
        add(ASSISTANT, "tomas", "102", "Helps Ada to teach.", name("Tomás Rivera", "Tomás", "Rivera"));
    }

    private void addStudents() {
        add(STUDENT, "maya", "201", "", name("Maya Lindqvist", "Maya", "Lindqvist"));
        add(STUDENT, "ben", "202", "", name("Ben Carter", "Ben", "Carter"));
        add(STUDENT, "sean", "203", "", name("Seán O'Neill", "Seán", "O'Neill"));
        add("ar", STUDENT, "layla", "204", "A name written from right to left.", name("ليلى حداد", "ليلى", "حداد"));
        withoutEmail("yusuf", "205", "The tool gets no e-mail address.", name("Yusuf Demir", "Yusuf", "Demir"));
        put(STUDENT, new Person("six", "206", "Student six", "The tool gets no name at all.", null, null, "en"));
    }

    private void addOthers() {
        add(MENTOR, "parent", "301", "Maya's mother; may look on.", name("Karin Lindqvist", "Karin", "Lindqvist"));
        add(ADMIN, "admin", "302", "Runs the LMS, teaches nobody.", name("Ines Admin", "Ines", "Admin"));
        put(
                PREVIEW,
                new Person("preview", "303", "Preview student", "A teacher's view as a student.", null, null, "en"));
    }

    private void addCourses() {
        put(new Course(
                "physics",
                "PHYS101",
                "Physics 101",
                "Mechanics for beginners: two teachers, six students.",
                true,
                List.of(
                        new Activity("live", "physics-live", "Live class", "The weekly class, every Monday at ten."),
                        new Activity("office", "physics-office", "Office hours", "Come with questions."))));
        put(new Course(
                "empty",
                "EMPTY",
                "Empty course",
                "Nobody has enrolled yet.",
                true,
                List.of(new Activity("live", "empty-live", "Live class", "A class without students."))));
        put(new Course(
                "open",
                "",
                "Front page",
                "A link outside every course: the tool gets no course with it.",
                false,
                List.of(new Activity("live", "open-live", "Open house", "Everybody of the campus may come."))));
    }

    private void add(Part part, String id, String sub, String about, Name name) {
        add("en", part, id, sub, about, name);
    }

    private void add(String locale, Part part, String id, String sub, String about, Name name) {
        put(part, new Person(id, sub, name.full(), about, name, id + "@campus.example", locale));
    }

    private void withoutEmail(String id, String sub, String about, Name name) {
        put(STUDENT, new Person(id, sub, name.full(), about, name, null, "en"));
    }

    private void put(Part part, Person person) {
        people.put(person.id(), person);
        parts.put(person.id(), part);
    }

    private void put(Course course) {
        courses.put(course.id(), course);
    }

    private static Name name(String full, String given, String family) {
        return new Name(full, given, family);
    }

    public List<Person> people() {
        return List.copyOf(people.values());
    }

    public Optional<Person> person(@Nullable String id) {
        return Optional.ofNullable(people.get(id));
    }

    public Optional<Course> course(@Nullable String id) {
        return Optional.ofNullable(courses.get(id));
    }

    public Part part(Person person) {
        return Optional.ofNullable(parts.get(person.id())).orElseThrow();
    }

    /** The courses a person may open. */
    public List<Course> courses(Person person) {
        return courses.values().stream().filter(c -> mayOpen(person, c)).toList();
    }

    public boolean mayOpen(Person person, Course course) {
        return !course.id().equals("empty") || NOBODY_TO_TEACH.contains(part(person));
    }

    /** Whom a parent looks after, as LTI 1.3 core's {@code role_scope_mentor} tells it; empty for all others. */
    public List<Person> charges(Person person) {
        return part(person) == MENTOR ? person("maya").stream().toList() : List.of();
    }
}
