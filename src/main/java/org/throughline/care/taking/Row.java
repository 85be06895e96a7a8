package org.throughline.care.taking;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.care.medication.Origin;

/**
 * One real drug of a patient, with all that is known to be the same.
 *
 * @param entries prescriptions and statements of it, the newest first; never empty
 * @param said statements about these prescriptions, that they are not taken or otherwise; the newest first
 */
public record Row(List<Known> entries, List<Known> said) {
    public Row {
        entries = List.copyOf(entries);
        said = List.copyOf(said);
    }

    /** What tells it apart in a form. */
    public String key() {
        return first().reference().replace('/', '-');
    }

    /** The newest of what it is made of. */
    public Known first() {
        return entries.getFirst();
    }

    /** Whether it is taken as far as its prescriptions and statements say. */
    public Known.State state() {
        return first().state();
    }

    /** The newest of what was said about its prescriptions; null when nothing was. */
    public @Nullable Known word() {
        return said.isEmpty() ? null : said.getFirst();
    }

    /** Where it comes from, each once. */
    public List<Origin> origins() {
        return entries.stream().map(Known::origin).distinct().sorted().toList();
    }

    /** Whether any of it is a prescription. */
    public boolean isPrescribed() {
        return entries.stream().anyMatch(Known::isPrescription);
    }

    /** The prescription of ours by which it is taken, {@code MedicationRequest/1}; empty when none is. */
    public Optional<String> prescribedHere() {
        return entries.stream()
                .filter(each ->
                        each.isPrescription() && each.origin() == Origin.HERE && each.state() != Known.State.ENDED)
                .map(Known::reference)
                .findFirst();
    }

    /** All that it is made of, as it was looked at: {@code MedicationRequest/1@3}. */
    String seen() {
        return java.util.stream.Stream.concat(entries.stream(), said.stream())
                .map(each -> each.reference() + "@" + each.version())
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
