package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.reconcile.CompareReader;
import org.throughline.care.reconcile.Compared;
import org.throughline.care.reconcile.Item;
import org.throughline.care.reconcile.Reconciling;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.vaccine.Vaccines;

/** What is taken over from another installation is ours: it stays when the copies go, and is there once, however often. */
class TakenOverTest {
    private static final Caller OPERATOR = Installation.operator();
    private static final TwoMembers MEMBERS = new TwoMembers().joined();

    private final TestProduct family = MEMBERS.family;
    private final TestProduct heart = MEMBERS.heart;

    private void patientOfBoth(String name, String born) {
        String who = "'gender':'female','birthDate':'" + born + "','name':[{'family':'" + name
                + "','given':['Ada','Jane']}],'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                + "'telecom':[{'system':'phone','value':'503-555-01" + born.substring(8) + "'}]";
        family.send("PUT", "Patient/" + name, "{'resourceType':'Patient','id':'" + name + "'," + who + "}");
        heart.send("PUT", "Patient/h-" + name, "{'resourceType':'Patient','id':'h-" + name + "'," + who + "}");
        heart.send("PUT", "Practitioner/ruiz", "{'resourceType':'Practitioner','id':'ruiz'}");
    }

    private void problem(String id, String patient, String text, String status) {
        family.send(
                "PUT",
                "Condition/" + id,
                "{'resourceType':'Condition','id':'" + id + "','subject':{'reference':'Patient/" + patient
                        + "'},'code':{'text':'" + text
                        + "'},'recorder':{'reference':'Practitioner/ito','display':'Rei Ito'},"
                        + "'clinicalStatus':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/condition-clinical','code':'"
                        + status + "'}]}}");
    }

    private Reconciling reconciling() {
        CareParts care = heart.wiring().care();
        return new Reconciling(
                new CompareReader(
                        care.records(),
                        care.searches(),
                        care.taking(Drugs.shipped()),
                        Catalogues.shipped(),
                        Drugs.shipped(),
                        Vaccines.shipped()),
                care.reconciliation(Drugs.shipped()),
                care.entries(),
                care.records(),
                care.types(),
                care.clock());
    }

    private static Entries.Chart chart(String patient) {
        return new Entries.Chart(OPERATOR, patient, new Author("Practitioner/ruiz", "Ana Ruiz"));
    }

    private List<Item<?>> items(String patient, Item.Kind kind) {
        Compared compared = reconciling().compared(OPERATOR, patient);
        return compared.sections().values().stream()
                .flatMap(List::stream)
                .filter(each -> each.kind() == kind)
                .toList();
    }

    private void ask(String patient) {
        heart.wiring().sharing().linking().ask(OPERATOR, MEMBERS.familyThere(), patient, null, true);
    }

    private static void await(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() - begun < 60_000_000_000L, what);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private JsonObject ours(String patient) {
        List<JsonObject> found =
                heart.get("Condition?patient=" + patient).json().objects("entry");
        assertEquals(1, found.size(), found.toString());
        return Objects.requireNonNull(found.getFirst().object("resource"));
    }

    private void revoke(String patient) {
        JsonObject consent = Objects.requireNonNull(family.get("Consent?patient=" + patient)
                .json()
                .objects("entry")
                .getFirst()
                .object("resource"));
        family.send(
                "PUT",
                "Consent/" + consent.text("id"),
                consent.with("status", new JsonString("inactive")).toString());
    }

    @Test
    void itIsThereOnceHoweverManyTakeItOverAndStaysWhenTheConsentIsRevoked() throws Exception {
        patientOfBoth("Marlowe", "1958-07-14");
        family.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        problem("afib", "Marlowe", "Atrial fibrillation", "active");
        ask("h-Marlowe");
        await("the record came", () -> items("h-Marlowe", Item.Kind.NEW).size() == 1);
        String key = items("h-Marlowe", Item.Kind.NEW).getFirst().key();

        try (ExecutorService people = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> acts = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                acts.add(() -> {
                    reconciling().take(chart("h-Marlowe"), key);
                    return true;
                });
            }
            for (Future<Boolean> each : people.invokeAll(acts)) {
                assertTrue(each.get());
            }
        }
        JsonObject ours = ours("h-Marlowe");
        assertTrue(ours.toString().contains("Rei Ito, Family Practice"), ours.toString());
        JsonObject provenance =
                heart.get("Provenance?target=Condition/" + ours.text("id")).json();
        assertEquals(1, provenance.objects("entry").size());
        assertTrue(
                provenance.toString().contains(family.home() + "/fhir/Condition/afib")
                        && provenance.toString().contains("Practitioner/ruiz"),
                provenance.toString());
        assertEquals(1, items("h-Marlowe", Item.Kind.SAME).size());

        revoke("Marlowe");
        await("the copies went", () -> items("h-Marlowe", Item.Kind.SAME).isEmpty());
        assertEquals(ours, ours("h-Marlowe"));
    }

    @Test
    void whatIsDecidedIsNotAskedAgainUntilItChangesThere() {
        patientOfBoth("Quill", "1949-03-08");
        family.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        problem("gout", "Quill", "Gout", "active");
        ask("h-Quill");
        await("the record came", () -> items("h-Quill", Item.Kind.NEW).size() == 1);
        String key = items("h-Quill", Item.Kind.NEW).getFirst().key();
        reconciling().keep(chart("h-Quill"), key);
        reconciling().keep(chart("h-Quill"), key);
        assertEquals(1, items("h-Quill", Item.Kind.DECIDED).size());
        JsonObject tasks = heart.get("Task?patient=h-Quill").json();
        assertEquals(1, tasks.objects("entry").size(), tasks.toString());

        problem("gout", "Quill", "Gout of the foot", "active");
        await("it is asked again", () -> items("h-Quill", Item.Kind.NEW).size() == 1);
        assertFalse(items("h-Quill", Item.Kind.NEW).getFirst().key().equals(key));
    }

    @Test
    void whatChangedThereChangesOursByOneAct() {
        patientOfBoth("Sorrel", "1967-12-21");
        family.send("PUT", "Practitioner/ito", "{'resourceType':'Practitioner','id':'ito'}");
        problem("migraine", "Sorrel", "Migraine", "active");
        ask("h-Sorrel");
        await("the record came", () -> items("h-Sorrel", Item.Kind.NEW).size() == 1);
        reconciling()
                .take(
                        chart("h-Sorrel"),
                        items("h-Sorrel", Item.Kind.NEW).getFirst().key());
        problem("migraine", "Sorrel", "Migraine", "resolved");
        await("it differs", () -> items("h-Sorrel", Item.Kind.DIFFERENT).size() == 1);
        reconciling()
                .update(
                        chart("h-Sorrel"),
                        items("h-Sorrel", Item.Kind.DIFFERENT).getFirst().key());
        assertTrue(String.valueOf(ours("h-Sorrel").object("clinicalStatus")).contains("resolved"));
        assertEquals(1, items("h-Sorrel", Item.Kind.SAME).size());
    }
}
