package lectern.groups;

import java.util.ArrayList;
import java.util.List;
import lectern.web.ApiError;

/**
 * Rows of separated values (RFC 4180) as spreadsheets write and people paste them: with a byte order mark or without, with
 * commas, semicolons or tabs, whichever the first line has most of, and with any line ends. Empty lines are left out.
 */
final class CsvRows {
    static final int MAX_LINES = 5_000;
    private static final int MAX_CELLS = 40;
    private static final int MAX_CELL = 500;
    private static final char[] SEPARATORS = {'\t', ';', ','};

    private final String text;
    private final char separator;
    private final List<Row> rows = new ArrayList<>();
    private int at;
    private int line = 1;

    private CsvRows(String text) {
        this.text = text;
        separator = separator(text);
    }

    /**
     * One row.
     *
     * @param line where it begins, from 1
     * @param cells trimmed, the first 40
     */
    record Row(int line, List<String> cells) {
        String cell(int i) {
            return i >= 0 && i < cells.size() ? cells.get(i) : "";
        }
    }

    /**
     * The rows of a text.
     *
     * @throws ApiError with a sentence for who gave it
     */
    static List<Row> of(String text) {
        CsvRows reader = new CsvRows(text.startsWith("\ufeff") ? text.substring(1) : text);
        while (reader.at < reader.text.length()) {
            reader.row();
        }
        return reader.rows;
    }

    private static char separator(String text) {
        char best = ',';
        int most = 0;
        String first = text.strip().lines().findFirst().orElse("");
        for (char candidate : SEPARATORS) {
            int count = 0;
            boolean quoted = false;
            for (int i = 0; i < first.length(); i++) {
                quoted ^= first.charAt(i) == '"';
                count += !quoted && first.charAt(i) == candidate ? 1 : 0;
            }
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private void row() {
        int began = line;
        List<String> cells = new ArrayList<>();
        boolean more = true;
        while (more) {
            String cell = cell();
            if (cells.size() < MAX_CELLS) {
                cells.add(cell);
            }
            more = at < text.length() && text.charAt(at) == separator;
            at += more ? 1 : 0;
        }
        lineEnd();
        if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
            if (rows.size() == MAX_LINES) {
                throw ApiError.badRequest("The list has more than " + MAX_LINES + " lines.");
            }
            rows.add(new Row(began, List.copyOf(cells)));
        }
    }

    private void lineEnd() {
        if (at < text.length()) {
            at += text.startsWith("\r\n", at) ? 2 : 1;
            line++;
        }
    }

    private String cell() {
        StringBuilder cell = new StringBuilder();
        int start = at;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        if (start < text.length() && text.charAt(start) == '"') {
            at = start + 1;
            quoted(cell);
        }
        while (at < text.length() && !ends(text.charAt(at))) {
            cell.append(text.charAt(at++));
        }
        String trimmed = cell.toString().strip();
        return trimmed.length() <= MAX_CELL ? trimmed : trimmed.substring(0, MAX_CELL);
    }

    private boolean ends(char c) {
        return c == separator || c == '\n' || c == '\r';
    }

    /** Up to the closing quotation mark; two of them stand for one. */
    private void quoted(StringBuilder cell) {
        int began = line;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (at >= text.length() || text.charAt(at) != '"') {
                    return;
                }
                at++;
            } else if (c == '\n') {
                line++;
            }
            cell.append(c);
        }
        throw ApiError.badRequest("A quotation mark in line " + began + " is never closed.");
    }
}
