package lectern.practice.campus;

import static lectern.practice.campus.Part.ADMIN;
import static lectern.practice.campus.Part.ASSISTANT;
import static lectern.practice.campus.Part.MENTOR;
import static lectern.practice.campus.Part.PREVIEW;
import static lectern.practice.campus.Part.STUDENT;
import static lectern.practice.campus.Part.TEACHER;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lectern.practice.campus.Person.Name;
import org.jspecify.annotations.Nullable;

/**
 * Everybody and everything there is. The people differ in what a tool is told of them, as real people do. People stay
 * as they are; courses grow by links that a tool adds, and by copies. Any thread.
 */
public final class Campus {
    /** What is no course, but has links too. */
    public static final String OUTSIDE = "open";

    private static final int MAX_ACTIVITIES = 100;
    private static final int MAX_COURSES = 30;
    private static final Set<Part> NOBODY_TO_TEACH = EnumSet.of(TEACHER, ADMIN);
    private static final Set<Part> ENROLLED = EnumSet.of(TEACHER, ASSISTANT, STUDENT, MENTOR);
    private static final List<Group> GROUPS = List.of(
            new Group("group-1", "Group A", List.of("maya", "ben")),
            new Group("group-2", "Group B", List.of("sean", "layla")),
            new Group("group-3", "Group C", List.of("yusuf", "six")));

    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, Course> courses = Collections.synchronizedMap(new LinkedHashMap<>());
    /** Number of the next link or copy; held with the courses' lock. */
    private int next = 1;

    /** What was copied from what. */
    private final Map<String, String> copies = new ConcurrentHashMap<>();

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
                OUTSIDE,
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
        return id == null ? Optional.empty() : Optional.ofNullable(courses.get(id));
    }

    public Part part(Person person) {
        return Optional.ofNullable(parts.get(person.id())).orElseThrow();
    }

    /** Who runs this LMS. */
    public Person administrator() {
        return people.values().stream()
                .filter(p -> part(p) == ADMIN)
                .findFirst()
                .orElseThrow();
    }

    /** The tool in the administrators' menu: a link outside every course. */
    public Activity administration() {
        return new Activity("administration", "site-administration", "Site administration", "For who runs the LMS.");
    }

    /** Teachers and their assistants, who see everybody's grades. */
    public boolean teaches(Person person) {
        Part part = parts.get(person.id());
        return part == TEACHER || part == ASSISTANT;
    }

    /** The courses a person may open. */
    public List<Course> courses(Person person) {
        synchronized (courses) {
            return courses.values().stream().filter(c -> mayOpen(person, c)).toList();
        }
    }

    public boolean mayOpen(Person person, Course course) {
        return hasStudents(course) || NOBODY_TO_TEACH.contains(part(person));
    }

    /** A copied course begins without students, as in every LMS. */
    private boolean hasStudents(Course course) {
        return !course.id().equals("empty") && !copies.containsKey(course.id());
    }

    /** Whom the roster of a course names; administrators and the preview student are in none. */
    public List<Person> enrolled(Course course) {
        Set<Part> parts = hasStudents(course) ? ENROLLED : EnumSet.of(TEACHER);
        return people.values().stream().filter(p -> parts.contains(part(p))).toList();
    }

    public List<Person> students(Course course) {
        return enrolled(course).stream().filter(p -> part(p) == STUDENT).toList();
    }

    public Optional<Person> bySub(String sub) {
        return people.values().stream().filter(p -> p.sub().equals(sub)).findFirst();
    }

    /** The groups of a course; a copy has none, for it has no students. */
    public List<Group> groups(Course course) {
        return course.id().equals("physics") ? GROUPS : List.of();
    }

    public List<Group> groups(Course course, Person person) {
        return groups(course).stream()
                .filter(g -> g.members().contains(person.id()))
                .toList();
    }

    /** The courses that this one was copied from, the nearest first. */
    public List<Course> origins(Course course) {
        List<Course> origins = new ArrayList<>();
        Optional<Course> from = course(copies.get(course.id()));
        while (from.isPresent()) {
            origins.add(from.get());
            from = course(copies.get(from.get().id()));
        }
        return origins;
    }

    /**
     * Adds a link, which gets ids of its own.
     *
     * @throws IllegalStateException when the course is full
     */
    public Activity addActivity(String courseId, Activity wish) {
        synchronized (courses) {
            Course course = course(courseId).orElseThrow();
            if (course.activities().size() >= MAX_ACTIVITIES) {
                throw new IllegalStateException("A course has at most " + MAX_ACTIVITIES + " links.");
            }
            String id = "link-" + next++;
            Activity made = new Activity(id, courseId + "-" + id, wish.title(), wish.about(), wish.made());
            courses.put(courseId, course.with(made));
            return made;
        }
    }

    /**
     * Copies a course with its links; every copy of a link has a new id and says what it was copied from.
     *
     * @throws IllegalStateException when there are too many courses
     */
    public Course copy(String courseId) {
        synchronized (courses) {
            Course from = course(courseId).orElseThrow();
            if (courses.size() >= MAX_COURSES) {
                throw new IllegalStateException("There are at most " + MAX_COURSES + " courses.");
            }
            String id = from.id() + "-copy-" + next++;
            List<Activity> links =
                    from.activities().stream().map(a -> copy(a, id)).toList();
            Course copy = new Course(id, from.label(), from.title() + " (copy)", from.about(), from.context(), links);
            courses.put(id, copy);
            copies.put(id, from.id());
            return copy;
        }
    }

    private static Activity copy(Activity from, String courseId) {
        Activity.Made made = from.made();
        List<String> history = new ArrayList<>(List.of(from.resourceLinkId()));
        history.addAll(made.history());
        return new Activity(
                from.id(),
                courseId + "-" + from.id(),
                from.title(),
                from.about(),
                new Activity.Made(made.url(), made.custom(), made.starts(), made.ends(), history));
    }

    /** Whom a parent looks after, as LTI 1.3 core's {@code role_scope_mentor} tells it; empty for all others. */
    public List<Person> charges(Person person) {
        return part(person) == MENTOR ? person("maya").stream().toList() : List.of();
    }
}
