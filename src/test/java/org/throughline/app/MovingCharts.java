package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.throughline.access.Caller;
import org.throughline.fhir.json.JsonObject;
import org.throughline.network.transfer.State;
import org.throughline.network.transfer.Transfers;
import org.throughline.network.transfer.Wish;

/** A family practice and a heart center between which charts move. */
final class MovingCharts {
    static final Caller OPERATOR = Installation.operator();

    final TwoMembers members = new TwoMembers().joined();
    final TestProduct family = members.family;
    final TestProduct heart = members.heart;

    static Transfers of(TestProduct product) {
        return product.wiring().between().transfers();
    }

    static void person(TestProduct at, String id, String name, String born) {
        at.send(
                "PUT",
                "Patient/" + id,
                "{'resourceType':'Patient','id':'" + id + "','gender':'female','birthDate':'" + born
                        + "','name':[{'family':'" + name + "','given':['Ada','Jane']}],"
                        + "'address':[{'line':['12 Mill Lane'],'city':'Salem','postalCode':'97301'}],"
                        + "'telecom':[{'system':'phone','value':'503-555-0" + born.substring(8) + "1'}]}");
    }

    /** An Observation by Practitioner/ito. */
    static String observation(String patient, String label, String text) {
        String meta = label.isEmpty()
                ? ""
                : "'meta':{'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'" + label
                        + "'}]},";
        return "{'resourceType':'Observation'," + meta + "'status':'final','code':{'text':'" + text
                + "'},'subject':{'reference':'Patient/" + patient + "'},"
                + "'performer':[{'reference':'Practitioner/ito'}],'valueString':'" + text + "'}";
    }

    /** An Observation by the patient. */
    static String own(String patient, String label, String text) {
        return observation(patient, label, text).replace("Practitioner/ito", "Patient/" + patient);
    }

    static Wish wish(Set<String> named) {
        return new Wish("", LocalDate.now(ZoneOffset.UTC).minusDays(2), "paper", "", named, true);
    }

    /** The heart center is offered the chart of a patient of the family practice. */
    String offered(String patient, Wish wish) {
        String id = of(family)
                .decisions()
                .prepare(OPERATOR, patient, members.heartThere().number(), "", wish);
        of(family).decisions().sign(OPERATOR, id);
        await(() -> of(heart).all().stream().anyMatch(each -> each.id().equals(id)));
        return id;
    }

    /** It takes it and confirms it. */
    String moved(String patient, String there, Wish wish) {
        String id = offered(patient, wish);
        of(heart).decisions().accept(OPERATOR, id, there);
        await(() -> of(heart).one(id).state() == State.FILED);
        of(heart).decisions().confirm(OPERATOR, id);
        await(() -> of(family).one(id).state() == State.CONFIRMED);
        return id;
    }

    void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() < until,
                    () -> "it takes too long: " + of(heart).all() + of(family).all());
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static List<JsonObject> found(TestProduct at, String search) {
        return at.get(search + (search.contains("?") ? "&" : "?") + "_count=1000").json().objects("entry").stream()
                .map(each -> Objects.requireNonNull(each.object("resource")))
                .toList();
    }
}
