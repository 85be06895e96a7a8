package org.throughline.care.form;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.terminology.Coding;

/**
 * A template of notes: one version of it.
 *
 * @param id of the Questionnaire; empty when it is not stored yet
 * @param url which template it is, whatever its version
 * @param version counts from 1
 * @param status {@code draft}, {@code active} or {@code retired}
 * @param specialty for whom it is, in words
 * @param type what kind of note it makes: a LOINC document code
 */
public record Template(
        String id,
        String url,
        String version,
        String status,
        String title,
        String specialty,
        Coding type,
        List<Section> sections) {
    public Template {
        sections = List.copyOf(sections);
    }

    /** The same template as another version. */
    public Template with(String otherId, String otherVersion, String otherStatus) {
        return new Template(otherId, url, otherVersion, otherStatus, title, specialty, type, sections);
    }

    /** The same template with other sections. */
    public Template with(List<Section> others) {
        return new Template(id, url, version, status, title, specialty, type, others);
    }

    /** The same template under another title. */
    public Template named(String otherTitle, String otherSpecialty, Coding otherType) {
        return new Template(id, url, version, status, otherTitle, otherSpecialty, otherType, sections);
    }

    /** The version's own address, by which a note says what it was written with. */
    public String canonical() {
        return url + "|" + version;
    }

    /** All fields in their order. */
    public Stream<Field> fields() {
        return sections.stream().flatMap(section -> section.fields().stream());
    }

    public Optional<Field> field(String key) {
        return fields().filter(field -> field.key().equals(key)).findFirst();
    }
}
