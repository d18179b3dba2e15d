package lectern.recordings;

import org.jspecify.annotations.Nullable;

/**
 * The bytes that a request asks for (RFC 9110 §14).
 *
 * @param kind what to answer
 * @param from first byte
 * @param length number of bytes
 */
record ByteRange(Kind kind, long from, long length) {
    enum Kind {
        /** 200: no range, or one that a server ignores: malformed, another unit, or several. */
        WHOLE,
        /** 206. */
        PART,
        /** 416: nothing of it exists. */
        UNSATISFIABLE
    }

    private static final String UNIT = "bytes=";
    private static final int MAX_DIGITS = 18;

    static ByteRange of(@Nullable String header, long size) {
        ByteRange whole = new ByteRange(Kind.WHOLE, 0, size);
        if (header == null || !header.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return whole;
        }
        String spec = header.substring(UNIT.length()).strip();
        int dash = spec.indexOf('-');
        if (dash < 0 || spec.indexOf(',') >= 0) {
            return whole;
        }
        long first = number(spec.substring(0, dash));
        long last = number(spec.substring(dash + 1));
        boolean suffix = dash == 0;
        boolean open = dash == spec.length() - 1;
        if ((first < 0 && !suffix) || (last < 0 && !open) || (suffix && open) || (!suffix && !open && last < first)) {
            return whole;
        }
        if (suffix) {
            long length = Math.min(last, size);
            return length == 0 ? unsatisfiable() : new ByteRange(Kind.PART, size - length, length);
        }
        if (first >= size) {
            return unsatisfiable();
        }
        long end = open ? size - 1 : Math.min(last, size - 1);
        return new ByteRange(Kind.PART, first, end - first + 1);
    }

    private static ByteRange unsatisfiable() {
        return new ByteRange(Kind.UNSATISFIABLE, 0, 0);
    }

    /** Digits only; -1 for anything else. */
    private static long number(String digits) {
        boolean valid = !digits.isEmpty()
                && digits.length() <= MAX_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return valid ? Long.parseLong(digits) : -1;
    }
}
