package org.throughline.search.sql;

/** Bounds and patterns of text in SQL. */
final class Texts {
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private Texts() {}

    /** A text that sorts after every text that starts like this, in byte order. */
    static String after(String start) {
        return start + LAST;
    }

    /** The pattern of LIKE for a text anywhere. */
    static String anywhere(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
