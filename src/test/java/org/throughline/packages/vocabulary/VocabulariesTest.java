package org.throughline.packages.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.database.Database;
import org.throughline.database.TestDatabase;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.Concept;
import org.throughline.fhir.definitions.ListedSystem;
import org.throughline.fhir.definitions.ValueSet.Filter;

/** Code systems in the database answer as those in memory do. */
class VocabulariesTest {
    private static final Caller OPERATOR = new Caller("operator", "Operator", Rights.EVERYTHING);
    private static final String SYSTEM = "urn:test:system";
    private static final Database DATABASE = TestDatabase.fresh();

    private final Vocabularies vocabularies = new Vocabularies(
            DATABASE, new Acts(DATABASE, new AuditTrail(DATABASE), Clock.systemUTC()), Clock.systemUTC());

    private CodeSystem loaded(String system, byte digest, Vocabulary.Entry... entries) {
        vocabularies.load(
                OPERATOR, new Vocabulary(system, "1", "Test", new byte[] {digest}, List.of(entries)), count -> {});
        return Objects.requireNonNull(vocabularies.system(system));
    }

    private static Vocabulary.Entry entry(String code, String display, List<String> terms, String... parents) {
        return new Vocabulary.Entry(code, display, true, terms, List.of(parents));
    }

    private CodeSystem diseases() {
        return loaded(
                SYSTEM,
                (byte) 1,
                entry("D", "Disease", List.of()),
                entry("H", "Heart disease", List.of("Cardiopathie", "Maladie du cœur"), "D"),
                entry("L", "Lung disease", List.of(), "D"),
                entry("HL", "Heart and lung disease", List.of(), "H", "L"),
                entry("X", "Broken arm", List.of("Fracture, arm")));
    }

    private static List<String> codes(CodeSystem.Page page) {
        return page.concepts().stream().map(Concept::code).toList();
    }

    @Test
    void whatSomebodyTypesIsFoundByTheBeginningsOfWordsInAnyNameWithoutAccentsShortNamesFirst() {
        CodeSystem system = diseases();

        assertEquals(List.of("D", "L", "H", "HL"), codes(system.find("dis", List.of(), 0, 10)));
        assertEquals(List.of("H", "HL"), codes(system.find("dise HEAR", List.of(), 0, 10)));
        assertEquals(List.of("X"), codes(system.find("fracture", List.of(), 0, 10)));
        assertEquals(List.of("HL"), codes(system.find("hl", List.of(), 0, 10)));
        assertEquals(List.of("L", "H"), codes(system.find("disease", List.of(), 1, 2)));
        assertEquals(List.of(), codes(system.find("' | !(&:* \\", List.of(), 0, 0)));
    }

    @Test
    void filtersFollowTheHierarchy() {
        CodeSystem system = diseases();

        assertEquals(Set.of("H", "HL"), system.selfAndBelow("H"));
        assertEquals(Set.of("HL", "H", "L", "D"), system.selfAndAbove("HL"));
        assertEquals(
                List.of("L", "H"),
                system.children("D").stream().map(Concept::code).toList());
        assertEquals(
                List.of("HL"),
                codes(system.find("disease", List.of(new Filter("concept", "descendent-of", "H")), 0, 10)));
        assertEquals(
                List.of("X"),
                system.select(List.of(new Filter("concept", "is-not-a", "D"))).concepts().stream()
                        .map(Concept::code)
                        .toList());
        assertEquals(
                List.of("H", "L"),
                Objects.requireNonNull(system.concept("HL")).parents().stream()
                        .sorted()
                        .toList());
        assertNull(system.concept("nothing"));
    }

    @Test
    void anotherVersionTakesThePlaceOfTheOneBeforeAndTheSameFilesChangeNothing() {
        CodeSystem first = loaded("urn:test:again", (byte) 1, entry("A", "One", List.of()));
        assertNotNull(first.concept("A"));
        Vocabulary same =
                new Vocabulary("urn:test:again", "1", "Test", new byte[] {1}, List.of(entry("A", "One", List.of())));
        assertFalse(vocabularies.load(OPERATOR, same, count -> {}));

        CodeSystem second = loaded("urn:test:again", (byte) 2, entry("B", "Two", List.of()));
        assertNull(second.concept("A"));
        assertNotNull(second.concept("B"));
        assertTrue(vocabularies.remove(OPERATOR, "urn:test:again"));
        assertNull(vocabularies.system("urn:test:again"));
        assertFalse(vocabularies.remove(OPERATOR, "urn:test:again"));
    }

    @Test
    void anotherProcessNoticesWhatWasLoaded() {
        Vocabularies other = new Vocabularies(
                DATABASE, new Acts(DATABASE, new AuditTrail(DATABASE), Clock.systemUTC()), Clock.systemUTC());
        loaded("urn:test:elsewhere", (byte) 1, entry("A", "One", List.of()));

        other.refresh();

        assertNotNull(Objects.requireNonNull(other.system("urn:test:elsewhere")).concept("A"));
    }

    /** A random hierarchy with several parents each says the same here as in memory. */
    @Test
    void aRandomHierarchyAnswersAsInMemory() {
        Random random = new Random(7);
        List<Vocabulary.Entry> entries = new ArrayList<>();
        Map<String, Concept> concepts = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            Set<String> parents = new HashSet<>();
            for (int j = 0; i > 0 && j < random.nextInt(3); j++) {
                parents.add("c" + random.nextInt(i));
            }
            String display = "Concept number " + i;
            entries.add(new Vocabulary.Entry("c" + i, display, true, List.of(), List.copyOf(parents)));
            concepts.put("c" + i, new Concept("c" + i, display, null, List.copyOf(parents)));
        }
        CodeSystem stored = loaded("urn:test:random", (byte) 1, entries.toArray(Vocabulary.Entry[]::new));
        CodeSystem listed = new ListedSystem(stored.header(), concepts.values());
        for (int i = 0; i < 300; i += 7) {
            String code = "c" + i;
            assertEquals(listed.selfAndBelow(code), stored.selfAndBelow(code));
            assertEquals(listed.selfAndAbove(code), stored.selfAndAbove(code));
            for (String op : List.of("is-a", "descendent-of", "is-not-a", "generalizes", "=")) {
                List<Filter> filters = List.of(new Filter("concept", op, code));
                assertEquals(codesOf(listed.select(filters)), codesOf(stored.select(filters)), op + " " + code);
                String other = "c" + random.nextInt(300);
                assertEquals(
                        codesOf(listed.select(filters)).contains(other),
                        stored.passes(other, filters),
                        op + " " + code + " " + other);
            }
        }
    }

    private static Set<String> codesOf(CodeSystem.Selected selected) {
        Set<String> codes = new HashSet<>();
        selected.concepts().forEach(each -> codes.add(each.code()));
        return codes;
    }
}
