package org.throughline.care.prescription;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;

class FillerTest {
    private static JsonObject filler(int quantity, int refills) {
        JsonObject request =
                JsonReader.readObject(("{\"resourceType\":\"MedicationRequest\",\"id\":\"1\",\"intent\":\"order\","
                                + "\"medicationCodeableConcept\":{\"text\":\"x\"},\"dispenseRequest\":{\"numberOfRepeatsAllowed\":"
                                + refills
                                + ",\"quantity\":{\"value\":" + quantity + "}}}")
                        .getBytes(StandardCharsets.UTF_8));
        return Filler.received(request, JsonObject.EMPTY, JsonObject.EMPTY, JsonObject.EMPTY, "practice", "pharmacy");
    }

    @Test
    void neverMoreIsDispensedThanWasPrescribedWhateverIsTried() {
        Random random = new Random(17);
        for (int round = 0; round < 500; round++) {
            int quantity = random.nextInt(1, 61);
            int refills = random.nextInt(4);
            JsonObject present = filler(quantity, refills);
            BigDecimal given = BigDecimal.ZERO;
            for (int i = 0; i < 12; i++) {
                BigDecimal wanted = BigDecimal.valueOf(random.nextInt(-5, 91));
                try {
                    present = Filler.dispensed(present, wanted);
                    given = given.add(wanted);
                } catch (Failed e) {
                    assertTrue(
                            wanted.signum() <= 0 || isTooMuch(present, wanted),
                            e.failure().message());
                }
            }
            Filler after = Filler.of(present).orElseThrow();
            assertEquals(given, after.done());
            BigDecimal total = BigDecimal.valueOf((long) quantity * (refills + 1));
            assertTrue(given.compareTo(total) <= 0, given + " of " + total);
            assertEquals(given.compareTo(total) == 0, after.at() == Filler.At.DISPENSED);
        }
    }

    private static boolean isTooMuch(JsonObject request, BigDecimal wanted) {
        Filler filler = Filler.of(request).orElseThrow();
        BigDecimal left = filler.left();
        return !filler.at().open() || left == null || wanted.compareTo(left) > 0;
    }

    @Test
    void whatWasDispensedStaysSoWhateverIsHeardLater() {
        Random random = new Random(23);
        List<Stage> all = List.of(Stage.values());
        for (int round = 0; round < 2_000; round++) {
            Stage stage = Stage.WAITING;
            boolean dispensed = false;
            for (int i = 0; i < 10; i++) {
                Stage heard = all.get(random.nextInt(all.size()));
                dispensed |= heard == Stage.DISPENSED;
                stage = stage.after(heard);
                assertTrue(!dispensed || stage == Stage.DISPENSED, stage + " after " + heard);
            }
        }
    }

    @Test
    void theCodeOfAPaperSaysWhatThePrescriptionSays() {
        Prescription rx = new Prescription(
                "2026-11-26",
                "predniSONE 20 mg tablet",
                "312615",
                "Take 2 tablets",
                BigDecimal.TEN,
                "tablet",
                null,
                2,
                true,
                "",
                List.of(),
                "");
        String text = QrText.of(
                "https://clinic/fhir", "17", rx, Party.NOBODY.named("Ada Marlowe"), Party.NOBODY.named("Rei Ito"));
        OnPaper paper = OnPaper.of(JsonReader.readObject(text.getBytes(StandardCharsets.UTF_8)));
        assertTrue(paper.faults().isEmpty(), paper.faults().toString());
        Filler filler = Filler.of(paper.filler("practice", "pharmacy", "x")).orElseThrow();
        assertEquals("17", filler.prescriptionId());
        assertEquals("practice", filler.partner());
        assertEquals(rx, filler.prescription());
        assertEquals("Ada Marlowe", filler.patient().name());
        assertEquals("Rei Ito", filler.prescriber().name());
    }
}
