package org.throughline.clinic.note;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Choice;
import org.throughline.care.form.Field;

/**
 * A note that is being written, ready to show.
 *
 * @param address of the form, which names the patient and the draft
 * @param template the Questionnaire's id
 * @param patient whose chart it is, for the buttons
 * @param visit the visit that it belongs to, in words; empty for none
 * @param revision of the draft; 0 when there is none
 * @param kept when the draft was kept; empty when there is none
 * @param faults how many fields need another look
 * @param questions what is unusual and must be said yes to
 * @param shelves what {@code /} can pull in
 * @param supervisors who can be asked to sign too
 */
public record EditorView(
        String address,
        String template,
        String title,
        String patient,
        String visit,
        int revision,
        String kept,
        int faults,
        List<String> questions,
        List<Part> parts,
        List<Choice> shelves,
        List<Choice> supervisors,
        String supervisor,
        String appends) {
    public EditorView {
        questions = List.copyOf(questions);
        parts = List.copyOf(parts);
        shelves = List.copyOf(shelves);
        supervisors = List.copyOf(supervisors);
    }

    /** A section. */
    public record Part(String key, String title, boolean hidden, List<FieldView> fields) {
        public Part {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A field.
     *
     * @param values what stands in it
     * @param score what a calculation gives; empty while it gives nothing
     */
    public record FieldView(
            Field field, boolean hidden, List<String> values, List<PulledView> pulled, String score, String fault) {
        public FieldView {
            values = List.copyOf(values);
            pulled = List.copyOf(pulled);
        }

        /** The first of what stands in it; empty for nothing. */
        public String value() {
            return values.isEmpty() ? "" : values.getFirst();
        }

        /** The name and the id of its input. */
        public String name() {
            return "f-" + field.key();
        }

        /** The id of what stands below it: what is wrong, else its help; null for nothing. */
        public @Nullable String described() {
            if (!fault.isEmpty()) {
                return name() + "-fault";
            }
            return field.help().isEmpty() ? null : name() + "-hint";
        }
    }
}
