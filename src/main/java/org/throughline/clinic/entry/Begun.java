package org.throughline.clinic.entry;

/**
 * A form that was begun and not saved.
 *
 * @param words which it is, as in {@code New problem}
 */
public record Begun(String address, String words) {
    static Begun of(String address) {
        String[] parts = address.split("/", -1);
        String what = parts.length < 5 ? "Entry" : parts[3].equals("allergies") ? "allergy" : "problem";
        return new Begun(address, (address.endsWith("/new") ? "New " : "Changed ") + what);
    }
}
