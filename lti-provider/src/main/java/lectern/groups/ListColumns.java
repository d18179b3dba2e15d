package lectern.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import lectern.groups.CsvRows.Row;
import lectern.web.ApiError;

/**
 * Which column of a list is what. A first line that names a group's column and a person's is a heading, in the words of
 * LMSs' own exports; without one the last column is the group, and what is before it the person.
 */
final class ListColumns {
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");
    /** The better first. */
    private static final List<String> GROUP = List.of(
            "groupname",
            "group",
            "gruppe",
            "groupe",
            "grupo",
            "gruppo",
            "team",
            "teamname",
            "room",
            "groupcode",
            "groupid");

    private static final List<String> NAME =
            List.of("fullname", "name", "displayname", "student", "studentname", "username", "person", "nom", "nome");
    private static final List<String> FIRST = List.of("firstname", "givenname", "vorname", "prénom", "nombre");
    private static final List<String> LAST = List.of("lastname", "surname", "familyname", "nachname", "apellidos");
    private static final List<String> EMAIL = List.of("email", "emailaddress", "mail", "emailadresse", "courriel");
    private static final List<String> IDS =
            List.of("userid", "ltiid", "sub", "id", "studentid", "idnumber", "canvasuserid", "loginid", "username");
    private static final int NONE = -1;

    private final boolean heading;
    private final int group;
    private final int name;
    private final int first;
    private final int last;
    private final int email;
    private final List<Integer> ids;

    private ListColumns(List<String> words) {
        group = find(words, GROUP);
        first = find(words, FIRST);
        last = find(words, LAST);
        name = first != NONE && last != NONE ? NONE : find(words, NAME);
        email = find(words, EMAIL);
        ids = IDS.stream()
                .map(words::indexOf)
                .filter(column -> column != NONE && column != name)
                .toList();
        heading = group != NONE && (name != NONE || last != NONE || email != NONE || !ids.isEmpty());
    }

    private static int find(List<String> words, List<String> wanted) {
        return wanted.stream()
                .map(words::indexOf)
                .filter(i -> i != NONE)
                .findFirst()
                .orElse(NONE);
    }

    /**
     * A line of a list; what it does not say is empty.
     *
     * @param email in lower case
     * @param ids what may be the LMS's id
     */
    record Entry(int line, String name, String email, List<String> ids, String group) {
        boolean nobody() {
            return name.isEmpty() && email.isEmpty() && ids.isEmpty();
        }

        /** What to call them towards who gave the list. */
        String shown() {
            if (!name.isEmpty()) {
                return name;
            }
            return ids.isEmpty() ? email : ids.get(0);
        }

        @Override
        public String toString() {
            return "Entry[" + line + "]"; // no person in a log
        }
    }

    /**
     * The entries of a list.
     *
     * @throws ApiError with a sentence for who gave it
     */
    static List<Entry> read(List<Row> rows) {
        if (rows.isEmpty()) {
            throw ApiError.badRequest("The list is empty.");
        }
        ListColumns columns = new ListColumns(rows.get(0).cells().stream()
                .map(cell -> NOT_LETTERS.matcher(cell.toLowerCase(Locale.ROOT)).replaceAll(""))
                .toList());
        List<Row> lines = columns.heading ? rows.subList(1, rows.size()) : rows;
        if (lines.isEmpty()) {
            throw ApiError.badRequest("The list has a heading and no students.");
        }
        if (lines.stream().allMatch(row -> row.cells().size() < 2)) {
            throw ApiError.badRequest(
                    "Each line needs a student and a group, with a comma, a semicolon or a tab between them.");
        }
        return lines.stream().map(columns::entry).toList();
    }

    private Entry entry(Row row) {
        if (!heading) {
            return bare(row);
        }
        String whole = name == NONE ? row.cell(first) + " " + row.cell(last) : row.cell(name);
        return new Entry(
                row.line(),
                whole.strip(),
                row.cell(email).toLowerCase(Locale.ROOT),
                ids.stream().map(row::cell).filter(id -> !id.isEmpty()).toList(),
                row.cell(group));
    }

    /** Without a heading: what has an at sign is an e-mail address. */
    private static Entry bare(Row row) {
        List<String> names = new ArrayList<>();
        String email = "";
        for (String cell : row.cells().subList(0, row.cells().size() - 1)) {
            if (cell.indexOf('@') > 0) {
                email = cell.toLowerCase(Locale.ROOT);
            } else if (!cell.isEmpty()) {
                names.add(cell);
            }
        }
        String name = String.join(" ", names);
        boolean alone = row.cells().size() < 2;
        // One number or word is an id as likely as a name.
        List<String> ids = names.size() == 1 && name.indexOf(' ') < 0 ? names : List.of();
        return new Entry(
                row.line(), name, email, ids, alone ? "" : row.cell(row.cells().size() - 1));
    }
}
