package org.throughline.clinic.entry;

/**
 * A form that was begun and not saved.
 *
 * @param words which it is, as in {@code New problem}
 */
public record Begun(String address, String words) {
    static Begun of(String address) {
        String[] parts = address.split("/", -1);
        String what = parts.length < 5 ? "Entry" : word(parts[3]);
        return new Begun(address, (address.endsWith("/new") ? "New " : "Changed ") + what);
    }

    private static String word(String section) {
        return switch (section) {
            case "allergies" -> "allergy";
            case "vitals" -> "vital signs";
            case "tasks" -> "task";
            default -> "problem";
        };
    }
}
