package org.throughline.safety.rule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Digest;

/** Reads the files of knowledge and notes how each of them is. */
final class KnowledgeReader {
    private static final String MANIFEST = "manifest.sha256";

    private final FileSource source;
    private final Map<KnowledgeFile, FileState> states = new EnumMap<>(KnowledgeFile.class);
    private final Map<KnowledgeFile, Table> tables = new EnumMap<>(KnowledgeFile.class);

    private final Map<String, Source> sources;
    private final Map<String, Substance> substances = new HashMap<>();
    private final Map<String, ConditionGroup> conditions = new HashMap<>();
    private final Map<String, Lab> labs = new HashMap<>();
    private final List<InteractionRule> interactions = new ArrayList<>();

    private final List<Allergen> allergens = new ArrayList<>();
    private final List<AllergyRule> allergies = new ArrayList<>();
    private final List<DuplicateRule> duplicates = new ArrayList<>();
    private final List<DoseLimit> doses = new ArrayList<>();
    private final List<TestRule> tests = new ArrayList<>();
    private final List<ImagingRule> imaging = new ArrayList<>();
    private final Map<Kind, List<DrugRule>> drugRules = new EnumMap<>(Kind.class);

    KnowledgeReader(FileSource source) {
        this.source = source;
        Map<String, String> digests = manifest();
        for (KnowledgeFile each : KnowledgeFile.values()) {
            open(each, digests);
        }
        this.sources = new HashMap<>();
        parse(KnowledgeFile.SOURCES, this::readSource);
        parse(KnowledgeFile.SUBSTANCES, KnowledgeReader::readSubstance)
                .forEach(each -> substances.put(each.rxcui(), each));
        parse(KnowledgeFile.CONDITIONS, KnowledgeReader::readCondition)
                .forEach(each -> conditions.put(each.id(), each));
        parse(KnowledgeFile.LABS, KnowledgeReader::readLab).forEach(each -> labs.put(each.id(), each));
        Groups groups = groups();
        if (groups != null) {
            RuleReader rules = new RuleReader(sources, groups, conditions, labs);
            interactions.addAll(parse(KnowledgeFile.INTERACTIONS, rules::interaction));
            allergens.addAll(parse(KnowledgeFile.ALLERGENS, rules::allergen));
            allergies.addAll(parse(KnowledgeFile.ALLERGIES, rules::allergy));
            duplicates.addAll(parse(KnowledgeFile.DUPLICATES, rules::duplicate));
            doses.addAll(parse(KnowledgeFile.DOSES, rules::dose));
            tests.addAll(parse(KnowledgeFile.TESTS, rules::test));
            imaging.addAll(parse(KnowledgeFile.IMAGING, rules::imaging));
            readDrugRules(rules, KnowledgeFile.DOSING, Kind.DOSE);
            readDrugRules(rules, KnowledgeFile.RENAL, Kind.RENAL);
            readDrugRules(rules, KnowledgeFile.CONTRAINDICATIONS, Kind.CONDITION);
            readDrugRules(rules, KnowledgeFile.PREGNANCY, Kind.PREGNANCY);
        }
    }

    private void readDrugRules(RuleReader rules, KnowledgeFile file, Kind kind) {
        drugRules.put(kind, parse(file, row -> rules.drugRule(row, kind)));
    }

    private Map<String, String> manifest() {
        Map<String, String> digests = new HashMap<>();
        try {
            Optional<byte[]> content = source.read(MANIFEST);
            String text = content.map(each -> new String(each, UTF_8)).orElse("");
            text.lines().forEach(line -> {
                List<String> fields = Row.parts(line, "\\s+");
                if (fields.size() == 2) {
                    digests.put(fields.get(1), fields.get(0));
                }
            });
        } catch (IOException e) {
            // without digests every file counts as altered, which says it
        }
        return digests;
    }

    private void open(KnowledgeFile file, Map<String, String> digests) {
        Optional<byte[]> content;
        try {
            content = source.read(file.fileName());
        } catch (IOException e) {
            note(file, null, FileState.State.BROKEN, "cannot be read: " + e.getMessage());
            return;
        }
        if (content.isEmpty()) {
            note(file, null, FileState.State.MISSING, "is not there");
            return;
        }
        String digest = HexFormat.of().formatHex(Digest.sha256(content.get()));
        if (!digest.equals(digests.get(file.fileName()))) {
            note(file, null, FileState.State.ALTERED, "is not what " + MANIFEST + " says it is");
            return;
        }
        try {
            Table table = Table.read(file.fileName(), content.get(), digest);
            tables.put(file, table);
            note(file, table.version(), FileState.State.OK, "");
        } catch (Unreadable e) {
            note(file, null, FileState.State.BROKEN, String.valueOf(e.getMessage()));
        }
    }

    private void note(KnowledgeFile file, @Nullable RuleVersion version, FileState.State state, String words) {
        states.put(file, new FileState(file, version, state, words));
    }

    private <T> List<T> parse(KnowledgeFile file, Function<Row, @Nullable T> reading) {
        Table table = tables.get(file);
        if (table == null) {
            return List.of();
        }
        try {
            return table.map(reading);
        } catch (Unreadable e) {
            note(file, table.version(), FileState.State.BROKEN, String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private @Nullable Groups groups() {
        Table table = tables.get(KnowledgeFile.GROUPS);
        if (table == null) {
            return null;
        }
        try {
            return new Groups(List.copyOf(substances.values()), table);
        } catch (Unreadable e) {
            note(KnowledgeFile.GROUPS, table.version(), FileState.State.BROKEN, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Source readSource(Row row) {
        return sources.put(row.told("id"), new Source(row.told("citation"), row.told("url")));
    }

    private static Substance readSubstance(Row row) {
        Set<Kind> considered = EnumSet.noneOf(Kind.class);
        row.list("considered").forEach(each -> considered.add(Row.named(Kind.class, each)));
        return new Substance(row.told("rxcui"), row.told("name"), considered);
    }

    private static ConditionGroup readCondition(Row row) {
        List<ConditionGroup.Range> ranges = row.list("icd10cm").stream()
                .map(each -> Row.parts(each.replace(".", ""), "-"))
                .map(each -> new ConditionGroup.Range(each.getFirst(), each.getLast()))
                .toList();
        return new ConditionGroup(row.told("id"), row.told("name"), ranges, Set.copyOf(row.list("snomed")));
    }

    private static Lab readLab(Row row) {
        Map<String, BigDecimal> factors = new HashMap<>();
        for (String each : row.list("other units")) {
            List<String> parts = Row.parts(each, "\\*");
            factors.put(parts.getFirst(), new BigDecimal(parts.getLast()));
        }
        return new Lab(
                row.told("id"),
                row.told("name"),
                new HashSet<>(row.list("loinc")),
                row.told("unit"),
                factors,
                Integer.parseInt(row.told("days")));
    }

    List<FileState> states() {
        return List.copyOf(states.values());
    }

    Map<String, Substance> substances() {
        return Map.copyOf(substances);
    }

    Map<String, ConditionGroup> conditions() {
        return Map.copyOf(conditions);
    }

    Map<String, Lab> labs() {
        return Map.copyOf(labs);
    }

    List<InteractionRule> interactions() {
        return List.copyOf(interactions);
    }

    List<Allergen> allergens() {
        return List.copyOf(allergens);
    }

    List<AllergyRule> allergies() {
        return List.copyOf(allergies);
    }

    List<DuplicateRule> duplicates() {
        return List.copyOf(duplicates);
    }

    List<DoseLimit> doses() {
        return List.copyOf(doses);
    }

    List<TestRule> tests() {
        return List.copyOf(tests);
    }

    List<ImagingRule> imaging() {
        return List.copyOf(imaging);
    }

    Map<Kind, List<DrugRule>> drugRules() {
        return Map.copyOf(drugRules);
    }
}
