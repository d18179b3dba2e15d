package lectern.practice.grades;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All columns of all courses, with their cells. Any thread. */
public final class Gradebook {

    static final int MAX_COLUMNS = 300;

    private final Map<String, LineItem> columns = new LinkedHashMap<>();
    private final Map<String, Map<String, Grade>> cells = new LinkedHashMap<>();
    private int next = 1;

    /** Columns of a course in the order of their making. */
    public synchronized List<LineItem> columns(String course) {
        return columns.values().stream().filter(c -> c.course().equals(course)).toList();
    }

    public synchronized Optional<LineItem> column(String course, String id) {
        return Optional.ofNullable(columns.get(id)).filter(c -> c.course().equals(course));
    }

    /** Columns that belong to one link. */
    public List<LineItem> ofLink(String course, String resourceLinkId) {
        return columns(course).stream()
                .filter(c -> resourceLinkId.equals(c.fields().resourceLinkId()))
                .toList();
    }

    /** Empty when the gradebook is full. */
    public synchronized Optional<LineItem> add(String course, LineItem.Fields fields, Map<String, Object> more) {
        if (columns.size() >= MAX_COLUMNS) {
            return Optional.empty();
        }
        String id = Integer.toString(next++);
        LineItem column = new LineItem(id, course, fields, more);
        columns.put(id, column);
        return Optional.of(column);
    }

    public synchronized void replace(LineItem column) {
        columns.replace(column.id(), column);
    }

    /** Takes a column away with everything in it. */
    public synchronized void remove(LineItem column) {
        columns.remove(column.id());
        cells.remove(column.id());
    }

    /** A copied course gets the columns without grades; links have new ids. */
    public synchronized void copy(String from, String to, UnaryOperator<String> newLink) {
        for (LineItem column : new ArrayList<>(columns(from))) {
            if (columns.size() >= MAX_COLUMNS) {
                return;
            }
            String link = column.fields().resourceLinkId();
            String id = Integer.toString(next++);
            columns.put(id, column.movedTo(id, to, link == null ? null : newLink.apply(link)));
        }
    }

    public synchronized Optional<Grade> grade(LineItem column, String sub) {
        return Optional.ofNullable(cells.getOrDefault(column.id(), Map.of()).get(sub));
    }

    /**
     * Writes a tool's score, unless it is not newer than the last one (§3.4.7).
     *
     * @return whether it was written
     */
    public synchronized boolean score(LineItem column, String sub, Score score) {
        Map<String, Grade> row = cells.computeIfAbsent(column.id(), id -> new LinkedHashMap<>());
        Grade before = row.get(sub);
        if (before != null
                && before.score() != null
                && !score.timestamp().isAfter(before.score().timestamp())) {
            return false;
        }
        boolean overTeacher = before != null && before.teacher() != null;
        row.put(sub, new Grade(score, before == null ? null : before.teacher(), overTeacher));
        return true;
    }

    /** A teacher writes points by hand; null takes them away again. */
    public synchronized void teacher(LineItem column, String sub, @Nullable Double points) {
        Map<String, Grade> row = cells.computeIfAbsent(column.id(), id -> new LinkedHashMap<>());
        Grade before = row.get(sub);
        row.put(sub, new Grade(before == null ? null : before.score(), points, false));
    }
}
