package org.throughline.clinic.entry;

import java.util.Map;
import org.throughline.care.entry.Entries;
import org.throughline.http.Form;

/**
 * A kind of entry: how its form is filled, read, saved and taken back.
 *
 * @param <P> its panel
 */
interface EntryKind<P extends EntryPanel<P>> {
    /** The FHIR type that it is stored as. */
    String type();

    /** An empty form. */
    P blank(Entries.Chart chart, EntryPanel.Standing standing, Fields fields);

    /** The form of what is saved, with its version in its standing. */
    P saved(Entries.Chart chart, String id, EntryPanel.Standing standing, Fields fields);

    P typed(Entries.Chart chart, EntryPanel.Standing standing, Form form);

    /**
     * Saves what was typed, unless something is wrong with it.
     *
     * @param id of what is changed; empty for something new
     * @param faults where what is wrong is put, by field
     * @return the id; empty when it was not saved
     * @throws org.throughline.kernel.Failed with {@code PreconditionFailed} when somebody else has changed it meanwhile
     */
    String save(Entries.Chart chart, String id, P panel, Fields fields, Map<String, String> faults);
}
