package lectern.practice.platform;

import lectern.practice.campus.Activity;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;

/** One person opening one link: begun by the login initiation, ended by the signed message. */
public record Launch(Person person, Course course, Activity activity, Target target) {

    /** Where the tool will be shown ({@code document_target}, LTI 1.3 core §5.4.4). */
    public enum Target {
        IFRAME,
        WINDOW
    }
}
