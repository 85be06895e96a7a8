package org.throughline.terminology.imaging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.throughline.fhir.definitions.Terminology;
import org.throughline.terminology.Beyond;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;
import org.throughline.terminology.Rows;

/** The imaging studies that come with the product. Immutable. */
public final class Imaging {
    private static final Set<String> SIDES = Set.of("", "left", "right", "both");
    private static final Set<String> CONTRASTS = Set.of("", "without", "with", "both");

    /** Above all radiologic studies in LOINC's hierarchy. */
    private static final String RADIOLOGY = "LP29684-5";

    private final Catalogue catalogue;
    private final Map<String, Study> byName;

    private Imaging(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.byName = new LinkedHashMap<>();
        for (Rows.Row row : Rows.of(
                Imaging.class,
                "imaging.tsv",
                "kind",
                "name",
                "loinc",
                "loinc name",
                "modality",
                "part",
                "side",
                "contrast",
                "pregnancy",
                "preparation",
                "often",
                "also")) {
            Entry entry = catalogue.named(row.text("name")).orElseThrow();
            row.require(SIDES.contains(row.text("side")), "has an unknown side");
            row.require(CONTRASTS.contains(row.text("contrast")), "has an unknown contrast");
            byName.put(
                    entry.name(),
                    new Study(
                            entry,
                            row.text("modality"),
                            row.text("part"),
                            row.text("side"),
                            row.text("contrast"),
                            row.text("pregnancy").equals("yes"),
                            row.text("preparation")));
        }
    }

    private Imaging(Imaging own, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.byName = own.byName;
    }

    /**
     * These, with the other radiologic studies of LOINC as soon as an operator has loaded it; before those pregnancy is always
     * asked about.
     */
    public Imaging backedBy(Supplier<Terminology> terminology) {
        return new Imaging(this, catalogue.backedBy(terminology, new Beyond(Coding.LOINC, RADIOLOGY)));
    }

    /**
     * Reads the file of this room. Do it once and pass it on.
     *
     * @throws IllegalStateException when the file breaks its format, naming the file and the line
     */
    public static Imaging shipped() {
        return Shipped.ALL;
    }

    /** Read once; it never changes. */
    private static final class Shipped {
        private static final Imaging ALL = new Imaging(Catalogue.shipped("imaging/imaging.tsv"));
    }

    /** All studies, in the order of the file. */
    public List<Study> all() {
        return List.copyOf(byName.values());
    }

    /** The studies that fit what is typed, the best first; as {@link Catalogue#find}. */
    public List<Found> find(String typed, int most) {
        return catalogue.find(typed, most).stream()
                .map(entry -> new Found(study(entry), entry))
                .toList();
    }

    /**
     * A study that fits what was typed.
     *
     * @param fit its entry with the synonym that fitted
     */
    public record Found(Study study, Entry fit) {}

    /** The study of exactly this name. */
    public Optional<Study> named(String name) {
        return catalogue.named(name).map(this::study);
    }

    private Study study(Entry entry) {
        Study own = byName.get(entry.name());
        return own == null ? new Study(entry, "", "", "", "", true, "") : own;
    }

    /** The study of a LOINC code. */
    public Optional<Study> byLoinc(String code) {
        return byName.values().stream()
                .filter(each ->
                        each.loinc().filter(loinc -> loinc.code().equals(code)).isPresent())
                .findFirst();
    }
}
