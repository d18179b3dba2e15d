package lectern.practice.campus;

import java.util.List;

/**
 * Some students of a course.
 *
 * @param members ids of people
 */
public record Group(String id, String name, List<String> members) {

    public Group {
        members = List.copyOf(members);
    }
}
