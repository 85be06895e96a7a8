package org.throughline.safety.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The files that the checks know from, and which kinds of check need each. */
public enum KnowledgeFile {
    SOURCES("sources.tsv", Kind.values()),
    SUBSTANCES("substances.tsv", Kind.values()),
    GROUPS("groups.tsv", Kind.values()),
    CONDITIONS("conditions.tsv", Kind.values()),
    LABS("labs.tsv", Kind.values()),
    ALLERGENS("allergens.tsv", Kind.ALLERGY),
    ALLERGIES("allergies.tsv", Kind.ALLERGY),
    INTERACTIONS("interactions.tsv", Kind.INTERACTION),
    DUPLICATES("duplicates.tsv", Kind.DUPLICATE),
    DOSES("doses.tsv", Kind.DOSE),
    DOSING("dosing.tsv", Kind.DOSE),
    RENAL("renal.tsv", Kind.RENAL),
    CONTRAINDICATIONS("contraindications.tsv", Kind.CONDITION),
    PREGNANCY("pregnancy.tsv", Kind.PREGNANCY),
    TESTS("tests.tsv", Kind.TEST),
    IMAGING("imaging.tsv", Kind.IMAGING);

    private final String fileName;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of
    private final Set<Kind> kinds;

    KnowledgeFile(String fileName, Kind... kinds) {
        this.fileName = fileName;
        this.kinds = Set.of(kinds);
    }

    /** Its name in the folder. */
    public String fileName() {
        return fileName;
    }

    /** The kinds of check that cannot do without it. */
    public Set<Kind> kinds() {
        return kinds;
    }

    /** The files that a kind of check needs. */
    public static List<KnowledgeFile> neededBy(Kind kind) {
        return Arrays.stream(values()).filter(each -> each.kinds.contains(kind)).toList();
    }
}
