package org.throughline.clinic.entry;

import java.util.Optional;
import org.throughline.care.entry.sheet.Sheet;
import org.throughline.care.entry.sheet.Sheets;

/**
 * A form that was begun and not saved.
 *
 * @param words which it is, as in {@code New problem}
 */
public record Begun(String address, String words) {
    /** Which it is by its address, {@code /patients/ID/KIND/ENTRY}; empty for what is none of these forms. */
    static Optional<Begun> of(String address) {
        String[] parts = address.split("/", -1);
        return parts.length < 5
                ? Optional.empty()
                : Optional.of(new Begun(address, (address.endsWith("/new") ? "New " : "Changed ") + word(parts[3])));
    }

    private static String word(String kind) {
        return switch (kind) {
            case "problems" -> "problem";
            case "allergies" -> "allergy";
            case "vitals" -> "vital signs";
            case "tasks" -> "task";
            case TakingKind.KEY -> "medication";
            case TeamKind.KEY -> "care team";
            default ->
                Sheets.all().stream()
                        .filter(sheet -> sheet.key().equals(kind))
                        .map(Sheet::noun)
                        .findFirst()
                        .orElse("entry");
        };
    }
}
