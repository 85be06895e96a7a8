package org.throughline.terminology.imaging;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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

    /** In LOINC's names: {@code W contrast IV}, {@code WO and W contrast}. */
    private static final Pattern WITH_CONTRAST = Pattern.compile("\\bw(?:ith)? (?:\\w+ ){0,2}contrast");

    private final Catalogue catalogue;
    private final Map<String, Study> byName;
    private final ExamWords words;

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
                "area",
                "side",
                "contrast",
                "pregnancy",
                "preparation",
                "often",
                "also")) {
            Entry entry = catalogue.named(row.text("name")).orElseThrow();
            row.require(SIDES.contains(row.text("side")), "has an unknown side");
            row.require(!row.list("part").isEmpty() && !row.list("area").isEmpty(), "names no part of the body");
            row.require(CONTRASTS.contains(row.text("contrast")), "has an unknown contrast");
            byName.put(
                    entry.name(),
                    new Study(
                            entry,
                            Optional.of(new Exam(
                                    Exam.Modality.of(row.text("modality")),
                                    Set.copyOf(row.list("part")),
                                    Set.copyOf(row.list("area")),
                                    Exam.Side.of(row.text("side")))),
                            row.text("contrast"),
                            row.text("pregnancy").equals("yes"),
                            row.text("preparation")));
        }
        this.words = ExamWords.of(areas());
    }

    /** Where each part of the body is. Of a study of several parts it is not told which part is in which area. */
    private Map<String, Set<String>> areas() {
        Map<String, Set<String>> areas = new HashMap<>();
        byName.values().stream()
                .flatMap(each -> each.exam().stream())
                .filter(exam -> exam.parts().size() == 1)
                .forEach(exam -> areas.put(exam.parts().iterator().next(), exam.areas()));
        return areas;
    }

    private Imaging(Imaging own, Catalogue catalogue) {
        this.catalogue = catalogue;
        this.byName = own.byName;
        this.words = own.words;
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
        String words = entry.name().toLowerCase(Locale.ROOT);
        boolean contrast = WITH_CONTRAST.matcher(words).find();
        return own == null
                ? new Study(entry, this.words.read(words, Optional.empty()), contrast ? "with" : "", true, "")
                : own;
    }

    /** The study of a LOINC code. */
    public Optional<Study> byLoinc(String code) {
        return byName.values().stream()
                .filter(each ->
                        each.loinc().filter(loinc -> loinc.code().equals(code)).isPresent())
                .findFirst();
    }

    /**
     * By what and where an examination looked, by its LOINC code, else by its name, else by its words; empty when that cannot
     * be told.
     *
     * @param codes LOINC codes, perhaps none
     * @param name perhaps empty
     * @param modality by DICOM's code, when it was told beside; empty for none
     */
    public Optional<Exam> exam(Collection<String> codes, String name, String modality) {
        return codes.stream()
                .flatMap(code -> byLoinc(code).stream())
                .findFirst()
                .or(() -> Optional.ofNullable(byName.get(name)))
                .flatMap(Study::exam)
                .or(() -> words.read(name, modality(modality)));
    }

    private static Optional<Exam.Modality> modality(String code) {
        try {
            return code.isEmpty() ? Optional.empty() : Optional.of(Exam.Modality.of(code));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // of the body nothing is seen by what we do not know
        }
    }
}
