package org.throughline.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.throughline.record.RecordsFixture.create;
import static org.throughline.record.RecordsFixture.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.database.OpenTransaction;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** Orders pass the gate whichever way they are written, and are stored with what it says or not at all. */
class GateTest {
    private static final Caller PROGRAM = new Caller("program", "Program", Rights.EVERYTHING);

    private final List<JsonObject> asked = new ArrayList<>();
    private final RecordsFixture fixture = new RecordsFixture(null, new ActiveOrders());

    /** Asks about active orders; those of poison do not pass. */
    private final class ActiveOrders implements Gate {
        @Override
        public Set<String> types(Caller caller) {
            return caller.equals(RecordsFixture.CALLER) ? Set.of("MedicationRequest") : Set.of();
        }

        @Override
        public boolean asks(@Nullable JsonObject before, JsonObject after) {
            return "active".equals(after.text("status")) && (before == null || !"active".equals(before.text("status")));
        }

        @Override
        public List<JsonObject> pass(
                OpenTransaction transaction, Caller caller, Visible visible, List<JsonObject> orders) {
            asked.addAll(orders);
            if (orders.stream().anyMatch(order -> order.toString().contains("poison"))) {
                throw new Failed(new Failure.Invalid("business-rule", "MedicationRequest", "This is dangerous."));
            }
            return orders.stream()
                    .map(order -> order.with("implicitRules", new JsonString("urn:passed")))
                    .toList();
        }
    }

    @Test
    void whatPassesIsStoredAsTheGateSays() {
        fixture.write(update("{'resourceType':'MedicationRequest','id':'m','status':'active'}", Precondition.NONE));

        assertEquals("urn:passed", fixture.read("MedicationRequest", "m").text("implicitRules"));
        assertEquals("m", asked.getFirst().text("id"));
    }

    @Test
    void whenOneOrderDoesNotPassNothingIsWritten() {
        Failed failed = assertThrows(
                Failed.class,
                () -> fixture.write(
                        update("{'resourceType':'Patient','id':'p'}", Precondition.NONE),
                        update("{'resourceType':'MedicationRequest','id':'m','status':'active'}", Precondition.NONE),
                        create("{'resourceType':'MedicationRequest','status':'active','note':[{'text':'poison'}]}")));

        assertInstanceOf(Failure.Invalid.class, failed.failure());
        assertEquals(2, asked.size());
        assertThrows(Failed.class, () -> fixture.read("Patient", "p"));
        assertThrows(Failed.class, () -> fixture.read("MedicationRequest", "m"));
    }

    @Test
    void aVersionThatIsNotThePresentOneIsRefusedBeforeTheGateIsAsked() {
        fixture.write(update("{'resourceType':'MedicationRequest','id':'m','status':'draft'}", Precondition.NONE));

        Failed failed = assertThrows(
                Failed.class,
                () -> fixture.write(update(
                        "{'resourceType':'MedicationRequest','id':'m','status':'active'}",
                        new Precondition.Version(7))));

        assertInstanceOf(Failure.PreconditionFailed.class, failed.failure());
        assertEquals(0, asked.size());
    }

    @Test
    void anOrderThatComesIntoForceByAPatchIsAskedAbout() {
        fixture.write(update("{'resourceType':'MedicationRequest','id':'m','status':'draft'}", Precondition.NONE));
        assertEquals(0, asked.size());

        fixture.write(new Intent.Patch(
                new Target.ById("MedicationRequest", "m"),
                order -> order.with("status", new JsonString("active")),
                Precondition.NONE));
        assertEquals(1, asked.size());
        assertEquals("urn:passed", fixture.read("MedicationRequest", "m").text("implicitRules"));

        fixture.write(new Intent.Patch(
                new Target.ById("MedicationRequest", "m"),
                order -> order.with("priority", new JsonString("urgent")),
                Precondition.NONE));
        assertEquals(1, asked.size());
    }

    @Test
    void aProgramThatBringsOrdersOfElsewhereIsNotAsked() {
        fixture.write(
                PROGRAM, create("{'resourceType':'MedicationRequest','status':'active','note':[{'text':'poison'}]}"));

        assertEquals(0, asked.size());
    }

    @Test
    void eachOfSeveralGatesIsAskedAboutItsOwnOnlyAndSeesWhatTheOneBeforeMadeOfIt() {
        List<JsonObject> drafts = new ArrayList<>();
        Gate ofDrafts = new Gate() {
            @Override
            public Set<String> types(Caller caller) {
                return Set.of("MedicationRequest");
            }

            @Override
            public boolean asks(@Nullable JsonObject before, JsonObject after) {
                return !"cancelled".equals(after.text("status"));
            }

            @Override
            public List<JsonObject> pass(
                    OpenTransaction transaction, Caller caller, Visible visible, List<JsonObject> orders) {
                drafts.addAll(orders);
                return orders;
            }
        };
        RecordsFixture both = new RecordsFixture(null, new ActiveOrders(), ofDrafts);

        both.write(
                update("{'resourceType':'MedicationRequest','id':'a','status':'active'}", Precondition.NONE),
                update("{'resourceType':'MedicationRequest','id':'d','status':'draft'}", Precondition.NONE),
                update("{'resourceType':'MedicationRequest','id':'c','status':'cancelled'}", Precondition.NONE));

        assertEquals(List.of("a"), asked.stream().map(each -> each.text("id")).toList());
        assertEquals(
                List.of("a", "d"), drafts.stream().map(each -> each.text("id")).toList());
        assertEquals("urn:passed", drafts.getFirst().text("implicitRules"));
    }
}
