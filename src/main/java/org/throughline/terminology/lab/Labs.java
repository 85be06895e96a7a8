package org.throughline.terminology.lab;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.Terminology;
import org.throughline.terminology.Beyond;
import org.throughline.terminology.Catalogue;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;

/** The laboratory tests and panels that come with the product. Immutable. */
public final class Labs {
    /** Above all laboratory codes in LOINC's hierarchy. */
    private static final String LABORATORY = "LP29693-6";

    private final Catalogue catalogue;
    private final Map<String, Lab> byName = new LinkedHashMap<>();
    private final Map<String, Lab> byLoinc = new HashMap<>();
    private final Map<String, List<Range>> ranges;
    private final SameTests same;

    private Labs(Catalogue catalogue, Map<String, Lab> labs, Map<String, List<Range>> ranges, SameTests same) {
        this.catalogue = catalogue;
        this.ranges = ranges;
        this.same = same;
        this.byName.putAll(labs);
        labs.values().forEach(each -> each.loinc().ifPresent(coding -> byLoinc.put(coding.code(), each)));
    }

    /**
     * Reads the files of this room. Do it once and pass it on.
     *
     * @throws IllegalStateException when a file breaks its format, naming the file and the line
     */
    public static Labs shipped() {
        return Shipped.ALL;
    }

    /** These, with the other laboratory codes of LOINC as soon as an operator has loaded it; of those no unit and no range is known. */
    public Labs backedBy(Supplier<Terminology> terminology) {
        return new Labs(catalogue.backedBy(terminology, new Beyond(Coding.LOINC, LABORATORY)), byName, ranges, same);
    }

    /** Read once; it never changes. */
    private static final class Shipped {
        private static final Labs ALL = read();
    }

    private static Labs read() {
        Catalogue catalogue = Catalogue.shipped("lab/labs.tsv");
        Map<String, Lab> labs = LabFiles.labs(catalogue);
        return new Labs(catalogue, labs, LabFiles.ranges(labs), SameTests.read(labs));
    }

    /** Their names, to choose from while one types. */
    public Catalogue names() {
        return catalogue;
    }

    /** All tests and panels, in the order of the file. */
    public List<Lab> all() {
        return List.copyOf(byName.values());
    }

    /** The tests and panels that fit what is typed, the best first; as {@link Catalogue#find}. */
    public List<Found> find(String typed, int most) {
        return catalogue.find(typed, most).stream()
                .map(entry -> new Found(lab(entry), entry))
                .toList();
    }

    /**
     * A test that fits what was typed.
     *
     * @param fit its entry with the synonym that fitted
     */
    public record Found(Lab lab, Entry fit) {}

    /** The test or panel of exactly this name. */
    public Optional<Lab> named(String name) {
        return catalogue.named(name).map(this::lab);
    }

    private Lab lab(Entry entry) {
        Lab own = byName.get(entry.name());
        return own == null ? new Lab(entry, "", null, 0, false, List.of(), List.of(), List.of()) : own;
    }

    /** The test or panel of a LOINC code. */
    public Optional<Lab> byLoinc(String code) {
        return Optional.ofNullable(byLoinc.get(code));
    }

    /** The tests of a panel, those of panels within it too, each once; of a test only itself. */
    public List<Lab> tests(Lab lab) {
        Set<Lab> tests = new LinkedHashSet<>();
        add(lab, tests);
        return new ArrayList<>(tests);
    }

    private void add(Lab lab, Set<Lab> tests) {
        if (lab.isPanel()) {
            lab.members().forEach(each -> named(each).ifPresent(member -> add(member, tests)));
        } else {
            tests.add(lab);
        }
    }

    /** What answers an order of a test or panel. */
    public Sought sought(Lab lab) {
        Set<String> own = lab.loinc().map(Coding::code).map(Set::of).orElse(Set.of());
        if (!lab.isPanel()) {
            return new Sought(own, same.codes(lab), List.of(), Set.of());
        }
        List<Lab> tests = tests(lab);
        return new Sought(
                own,
                same.codes(lab),
                tests.stream()
                        .filter(each -> !same.isComputed(each))
                        .map(same::codes)
                        .filter(each -> !each.isEmpty())
                        .toList(),
                tests.stream()
                        .filter(same::isComputed)
                        .flatMap(each -> same.codes(each).stream())
                        .collect(Collectors.toSet()));
    }

    /** What answers an order of a LOINC code: a code that is another one's equal is answered by that one's results too. */
    public Sought sought(String loinc) {
        Lab own = byLoinc.get(loinc);
        if (own != null) {
            return sought(own);
        }
        return byName.values().stream()
                .filter(each -> !each.isPanel() && same.codes(each).contains(loinc))
                .findFirst()
                .map(this::sought)
                .orElseGet(() -> Sought.of(loinc));
    }

    /** All ranges of a test, in the order of the file. */
    public List<Range> ranges(Lab lab) {
        return ranges.getOrDefault(lab.name(), List.of());
    }

    /**
     * What is usual of a test for somebody on a day; nothing when no range is known, or none without knowing the birth
     * date or the sex.
     */
    public Optional<Range> range(Lab lab, @Nullable LocalDate birth, LocalDate day, Range.@Nullable Sex sex) {
        if (birth == null) {
            return Optional.empty();
        }
        return ranges(lab).stream().filter(each -> each.holds(birth, day, sex)).findFirst();
    }
}
