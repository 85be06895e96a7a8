package org.throughline.care.note;

import java.util.List;
import org.throughline.care.form.Pulled;

/**
 * A note of a chart.
 *
 * @param id of the DocumentReference
 * @param version of the DocumentReference
 * @param title by what it was written, {@code Family medicine visit}
 * @param type what kind of note it is, in words
 * @param date when it was signed, as FHIR has it
 * @param author who wrote it, in words; empty when unknown
 * @param authorReference {@code Practitioner/1}; empty when unknown
 * @param cosigner who signed as supervisor, in words; empty when nobody did or has to
 * @param encounter of the visit; empty when it was written outside of one
 * @param appends the id of the note that it is an addendum of; empty for none
 * @param answers the id of the QuestionnaireResponse; empty for a note that was not written here
 * @param retraction why it was taken back; empty when it was not
 */
public record Note(
        String id,
        int version,
        String title,
        String type,
        NoteStatus status,
        String date,
        String author,
        String authorReference,
        String cosigner,
        String encounter,
        String appends,
        String answers,
        String retraction) {

    /**
     * A note with what stands in it.
     *
     * @param sections empty for a note that was not written here, or whose answers the reader may not see
     * @param plain the text of a note that was not written here
     * @param created references to what its fields became in the chart
     */
    public record Whole(Note note, Seal.State seal, List<Part> sections, String plain, List<String> created) {
        public Whole {
            sections = List.copyOf(sections);
            created = List.copyOf(created);
        }

        /** What was pulled in to it, anywhere. */
        public List<Pulled> pulled() {
            return sections.stream()
                    .flatMap(section -> section.fields().stream())
                    .flatMap(field -> field.pulled().stream())
                    .toList();
        }
    }

    /** A section with its fields. */
    public record Part(String title, List<Said> fields) {
        public Part {
            fields = List.copyOf(fields);
        }
    }

    /**
     * What was written in a field.
     *
     * @param texts its answers in words
     */
    public record Said(String key, String label, List<String> texts, List<Pulled> pulled) {
        public Said {
            texts = List.copyOf(texts);
            pulled = List.copyOf(pulled);
        }

        /** The same field with more that was pulled in to it. */
        Said with(List<Pulled> more) {
            return new Said(key, label, texts, more);
        }
    }
}
