package org.throughline.care.same;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vaccine.Vaccine;
import org.throughline.terminology.vaccine.Vaccines;

/**
 * What an Immunization says: which vaccine, when, and whether it was given. Two sources tell of one dose when the vaccine is
 * the same, or one of them does not know which of its kind it was, and the days agree as exactly as they are told.
 *
 * @param vaccine its CVX code, else its words
 * @param kind what it is against, where that is known
 * @param known the vaccine; null for one that is not in the catalogue
 * @param date as FHIR has it; empty when that is not told
 */
public record SaidDose(
        String vaccine, String kind, @Nullable Vaccine known, String date, String state) implements Said<SaidDose> {
    private static final String UNKNOWN = ", product not known";

    /** Kinds whose vaccine of an unknown product may be any of them, whatever their names begin with. */
    private static final Set<String> WHOLE = Set.of("Polio", "Pneumococcal", "Influenza");

    /** Reads one. */
    public static SaidDose of(JsonObject immunization, Vaccines vaccines) {
        Concept vaccine = Concept.of(immunization.object("vaccineCode"));
        Optional<Vaccine> known = vaccine.codings().stream()
                .filter(each -> each.system().equals(Coding.CVX))
                .flatMap(each -> vaccines.byCode(each.code(), "").stream())
                .findFirst()
                .or(() -> vaccines.called(vaccine.text()));
        String cvx = Parts.code(immunization.object("vaccineCode"), Coding.CVX);
        String date = Parts.text(immunization, "occurrenceDateTime");
        return new SaidDose(
                known.map(Vaccine::cvx).orElse(cvx.isEmpty() ? Meaning.folded(vaccine.text()) : cvx),
                known.map(each -> each.entry().kind()).orElse(""),
                known.orElse(null),
                date,
                Parts.text(immunization, "status"));
    }

    /** Doses of a kind in a year are looked at together. */
    @Override
    public String item() {
        return (kind.isEmpty() ? vaccine : kind) + " " + date.substring(0, Math.min(4, date.length()));
    }

    @Override
    public Set<Difference> differences(SaidDose other) {
        Set<Difference> differences = EnumSet.noneOf(Difference.class);
        if (!vaccine.equals(other.vaccine) && !covers(other) && !other.covers(this)) {
            differences.add(Difference.ITEM);
        }
        if (date.isEmpty() || other.date.isEmpty() || !Dates.mayBeSame(date, other.date)) {
            differences.add(Difference.TIME);
        }
        if (!state.equals(other.state)) {
            differences.add(Difference.STATE);
        }
        return differences;
    }

    /** Whether the product is told, and not only the kind of vaccine. */
    public boolean namesProduct() {
        return known != null && !known.name().endsWith(UNKNOWN);
    }

    /** Whether it was a vaccine of unknown product that may have been that of the other. */
    private boolean covers(SaidDose other) {
        if (known == null || other.known == null || !known.name().endsWith(UNKNOWN) || !kind.equals(other.kind)) {
            return false;
        }
        String stem = known.name().substring(0, known.name().length() - UNKNOWN.length());
        String name = other.known.name();
        return WHOLE.contains(stem)
                || (name.startsWith(stem) && name.substring(stem.length()).matches("(?: \\(|, |\\d).*"));
    }

    @Override
    public boolean holds() {
        return state.equals("completed");
    }

    @Override
    public boolean mayBeOne(SaidDose other) {
        Set<Difference> differences = differences(other);
        return !differences.contains(Difference.ITEM) && !differences.contains(Difference.TIME);
    }
}
