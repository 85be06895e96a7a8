package org.throughline.clinic.note;

import java.util.List;
import java.util.Locale;
import org.throughline.care.note.NoteStatus;

/**
 * A signed note, ready to show.
 *
 * @param cosigner empty for nobody
 * @param words of its status; empty when it is simply signed
 * @param broken whether it is not what was signed
 * @param intact whether it was signed here and is what was signed
 * @param plain the text of a note that was not written here
 * @param since when the note before it was signed, by which old and new are told apart; empty when there is none
 */
public record NoteView(
        String id,
        int version,
        String title,
        String type,
        String author,
        String cosigner,
        String signed,
        String words,
        NoteStatus status,
        String retraction,
        boolean broken,
        boolean intact,
        List<Part> parts,
        String plain,
        String since,
        List<NoteView> addenda) {
    public NoteView {
        parts = List.copyOf(parts);
        addenda = List.copyOf(addenda);
    }

    /** A line of the list of notes. */
    public record Row(
            String id, String title, String author, String signed, String words, boolean retracted, boolean selected) {}

    /** A section. */
    public record Part(String title, List<Said> fields) {
        public Part {
            fields = List.copyOf(fields);
        }

        /** Whether there is nothing new in it since the note before. */
        public boolean old() {
            return fields.stream().allMatch(Said::wholly);
        }
    }

    /**
     * A field.
     *
     * @param old whether the same was said in the note before
     */
    public record Said(String label, List<String> texts, boolean old, List<Pull> pulled) {
        public Said {
            texts = List.copyOf(texts);
            pulled = List.copyOf(pulled);
        }

        /** Whether nothing of it is new. */
        public boolean wholly() {
            return (old || texts.isEmpty()) && pulled.stream().allMatch(Pull::old);
        }

        /** Whether it is a paragraph and not a few words. */
        public boolean isLong() {
            return texts.stream().anyMatch(text -> text.length() > 60 || text.contains("\n"));
        }
    }

    /**
     * What was pulled in.
     *
     * @param old whether it stood in the note before too, or is its text
     */
    public record Pull(PulledView line, boolean old) {}

    public boolean isRetracted() {
        return status == NoteStatus.RETRACTED;
    }

    /** How much of it stood in the note before: whether anything can be hidden. */
    public boolean hasOld() {
        return !since.isEmpty()
                && parts.stream()
                        .flatMap(part -> part.fields().stream())
                        .anyMatch(said -> said.old() || said.pulled().stream().anyMatch(Pull::old));
    }

    /** Its title within a sentence. */
    public String lower() {
        return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }
}
