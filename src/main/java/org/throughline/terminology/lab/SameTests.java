package org.throughline.terminology.lab;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Rows;

/** Which codes answer a test beside its own, and what of panels is computed: {@code same.tsv}. Immutable. */
final class SameTests {
    private final Map<String, Set<String>> others = new HashMap<>();
    private final Set<String> computed = new HashSet<>();

    private SameTests() {}

    static SameTests read(Map<String, Lab> labs) {
        SameTests same = new SameTests();
        for (Rows.Row row : Rows.of(LabFiles.class, "same.tsv", "name", "loinc", "computed")) {
            String name = row.text("name");
            row.require(labs.containsKey(name), "is of no test");
            List<String> codes = row.list("loinc");
            codes.forEach(each -> row.require(each.matches("\\d{1,6}-\\d"), "has no LOINC code " + each));
            row.require(same.others.put(name, Set.copyOf(codes)) == null, "is there twice");
            if (row.text("computed").equals("yes")) {
                same.computed.add(name);
            }
        }
        return same;
    }

    boolean isComputed(Lab lab) {
        return computed.contains(lab.name());
    }

    /** The codes of results that answer a test or a panel. */
    Set<String> codes(Lab lab) {
        Set<String> codes = new HashSet<>(others.getOrDefault(lab.name(), Set.of()));
        lab.loinc().map(Coding::code).ifPresent(codes::add);
        return codes;
    }
}
