package org.throughline.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.throughline.database.Sql;
import org.throughline.fhir.json.JsonObject;

/** The demonstration is a practice at work, and only the demonstration is. */
class DemoTest {
    private static final TestProduct PRODUCT = TestProduct.start();

    private static List<JsonObject> all(String query) {
        return PRODUCT.get(query + "&_count=500").json().objects("entry").stream()
                .map(entry -> entry.object("resource"))
                .filter(resource -> resource != null)
                .toList();
    }

    @Test
    void itHasNotesOfSeveralAuthorsInEveryStateAndChargesByAListOfFees() {
        PRODUCT.bringTemplates();
        for (int i = 0; i < 30; i++) {
            PRODUCT.send(
                    "PUT",
                    "Patient/p" + i,
                    "{'resourceType':'Patient','id':'p" + i + "','birthDate':'1970-02-0" + (1 + i % 9)
                            + "','name':[{'family':'F" + i + "','given':['G']}]}");
        }
        DemoPeople people = new DemoPeople(PRODUCT.wiring());
        people.make("demo");
        people.makeSchedule(Instant.now());
        List<JsonObject> notes = all("DocumentReference?identifier=urn:throughline:note%7C");
        Set<String> states = notes.stream()
                .map(note -> String.valueOf(note.text("docStatus")))
                .collect(Collectors.toSet());
        assertEquals(Set.of("final", "preliminary", "amended"), states);
        assertEquals(
                Set.of("Alex Rivera", "Noa Lindqvist"),
                notes.stream()
                        .flatMap(note -> note.objects("author").stream())
                        .map(author -> String.valueOf(author.text("display")))
                        .collect(Collectors.toSet()));
        assertEquals(1, all("Task?code=cosign&status=requested").size());
        assertEquals(1, all("Observation?code=55758-7").size(), "the score of one");
        assertEquals(8, all("ChargeItemDefinition?status=active").size());
        assertEquals(8, all("ChargeItem?_sort=_id").size());
        long begun = PRODUCT.database()
                .<Long>read(connection -> Sql.first(connection, row -> row.getLong(1), "SELECT count(*) FROM draft")
                        .orElseThrow());
        assertTrue(begun >= 3, () -> begun + " drafts");

        people.makeSchedule(Instant.now());
        assertEquals(
                notes.size(),
                all("DocumentReference?identifier=urn:throughline:note%7C").size(),
                "once a day");
    }

    @Test
    void nothingButTheDemonstrationMakesSamples() {
        classes()
                .that()
                .haveNameMatching(".*\\.app\\.Demo.*")
                .should()
                .onlyBeAccessed()
                .byClassesThat()
                .haveNameMatching(".*\\.app\\.(Demo.*|Main)")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.throughline.app"));
    }
}
