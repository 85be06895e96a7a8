package org.throughline.clinic.note;

import java.util.List;
import org.throughline.care.note.Afterwards;

/**
 * What a visitor can do with a signed note.
 *
 * @param cosigns whether the visitor is asked to sign it too
 * @param made what it made of the chart, which goes with it when it is taken back
 */
public record NoteActs(boolean writes, boolean cosigns, List<Afterwards.Made> made) {
    public NoteActs {
        made = List.copyOf(made);
    }
}
