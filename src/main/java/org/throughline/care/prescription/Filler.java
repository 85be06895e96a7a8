package org.throughline.care.prescription;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/**
 * A prescription as the pharmacy has it: a MedicationRequest of the intent {@code filler-order} that holds its patient and its
 * prescriber within itself, since it is in nobody's chart here. All that decides what may still be dispensed stands in this one
 * resource, so that its version guards it.
 *
 * @param partner the id of the Organization that it came from; empty for what came on paper
 * @param pharmacy the id of the Organization that it came to
 * @param done how much was dispensed so far
 * @param fills how often something was
 * @param words why it is at this stage, or what is asked
 * @see <a href="https://hl7.org/fhir/R4/valueset-medicationrequest-intent.html">Intents</a>
 */
public record Filler(
        String id,
        int version,
        String prescriptionId,
        String partner,
        String pharmacy,
        At at,
        String words,
        Prescription prescription,
        Party patient,
        Party prescriber,
        Party practice,
        BigDecimal done,
        int fills,
        JsonObject resource) {
    static final String STAGE = "urn:throughline:counter";
    /** The tag that says whose pharmacy's something is; who is seen what by it stands in the roles. */
    static final String OF_PHARMACY = "urn:throughline:pharmacy";

    private static final String DONE = "urn:throughline:dispensed";
    private static final String FILLS = "urn:throughline:fills";
    private static final String REQUEST = "urn:throughline:request";

    /** How far it has come at the counter. */
    public enum At {
        NEW("active", "New"),
        FILLING("active", "Being filled"),
        ASKED("active", "The prescriber was asked"),
        PARTLY("active", "Partly dispensed"),
        FILLED("active", "Dispensed, refills left"),
        CANCEL("on-hold", "The prescriber wants it back"),
        DISPENSED("completed", "Dispensed"),
        REFUSED("stopped", "Not dispensed"),
        CANCELLED("cancelled", "Cancelled");

        private final String status;
        private final String words;

        At(String status, String words) {
            this.status = status;
            this.words = words;
        }

        /** For people. */
        public String words() {
            return words;
        }

        /** Whether something may be dispensed on it. */
        public boolean open() {
            return status.equals("active");
        }
    }

    /**
     * What a dispensing is.
     *
     * @param complete whether it is all of a fill
     * @param first whether it is of the first fill
     * @param last whether nothing is left after it
     */
    record Fill(boolean complete, boolean first, boolean last) {}

    /**
     * The resource of what a message brings.
     *
     * @param partner the id of the Organization that it came from; empty for paper
     * @param pharmacy the id of the Organization that it is for
     */
    static JsonObject received(
            JsonObject request,
            JsonObject patient,
            JsonObject prescriber,
            JsonObject practice,
            String partner,
            String pharmacy) {
        JsonObject role = JsonObject.builder()
                .add("resourceType", "PractitionerRole")
                .add("id", "role")
                .add("practitioner", to("#by"))
                .add("organization", to("#of"))
                .build();
        JsonObject told = Objects.requireNonNullElse(request.object("dispenseRequest"), JsonObject.EMPTY);
        JsonObject supply = told.without("performer");
        JsonObject identifier = Message.identifier(system(partner), Parts.text(request, "id"));
        List<Json> contained = new ArrayList<>(List.of(
                within(patient, "Patient", "p"),
                within(prescriber, "Practitioner", "by"),
                within(practice, "Organization", "of"),
                role));
        JsonObject filler = Told.received(request)
                .without("id")
                .with("meta", JsonObject.of("tag", JsonArray.of(tag(pharmacy))))
                .with("contained", new JsonArray(contained))
                .with(
                        "identifier",
                        JsonArray.of(
                                partner.isEmpty()
                                        ? identifier
                                        : identifier.with("assigner", to("Organization/" + partner))))
                .with("intent", new JsonString("filler-order"))
                .with("subject", to("#p"))
                .with("requester", to("#role"))
                .with("dispenseRequest", supply.with("performer", to("Organization/" + pharmacy)));
        return at(filler, At.NEW, "");
    }

    static JsonObject tag(String pharmacy) {
        return JsonObject.builder()
                .add("system", OF_PHARMACY)
                .add("code", pharmacy)
                .build();
    }

    private static JsonObject within(JsonObject resource, String type, String id) {
        return Told.someone(resource).with("resourceType", new JsonString(type)).with("id", new JsonString(id));
    }

    private static JsonObject to(String reference) {
        return JsonObject.of("reference", new JsonString(reference));
    }

    /** Ids of prescriptions are told apart by who gave them. */
    static String system(String partner) {
        return "urn:throughline:prescription" + (partner.isEmpty() ? "-on-paper" : "-of:" + partner);
    }

    /** By what it is found, so that it is there once only. */
    static String criteria(JsonObject filler) {
        JsonObject identifier = filler.objects("identifier").getFirst();
        return "identifier=" + Parts.text(identifier, "system") + "|" + Parts.text(identifier, "value");
    }

    /** What a MedicationRequest is at the counter; empty for one of a chart. */
    static Optional<Filler> of(JsonObject request) {
        JsonObject stage = Parts.extension(request, STAGE);
        if (stage == null || !"filler-order".equals(request.text("intent"))) {
            return Optional.empty();
        }
        JsonObject identifier = request.objects("identifier").stream()
                .filter(each -> Parts.text(each, "system").startsWith(Message.PRESCRIPTION + "-"))
                .findFirst()
                .orElse(JsonObject.EMPTY);
        JsonObject supply = Objects.requireNonNullElse(request.object("dispenseRequest"), JsonObject.EMPTY);
        return Optional.of(new Filler(
                Parts.text(request, "id"),
                version(request),
                Parts.text(identifier, "value"),
                Parts.idOf(identifier.object("assigner"), "Organization"),
                Parts.idOf(supply.object("performer"), "Organization"),
                At.valueOf(Parts.text(stage, "valueCode")),
                Parts.words(request.object("statusReason")),
                Prescription.of(request),
                Party.of(contained(request, "p")),
                Party.of(contained(request, "by")),
                Party.of(contained(request, "of")),
                number(request, DONE),
                number(request, FILLS).intValue(),
                request));
    }

    private static int version(JsonObject request) {
        String version = Parts.text(request.object("meta"), "versionId");
        return version.isEmpty() ? 0 : Integer.parseInt(version);
    }

    private static @Nullable JsonObject contained(JsonObject request, String id) {
        return request.objects("contained").stream()
                .filter(each -> id.equals(each.text("id")))
                .findFirst()
                .orElse(null);
    }

    private static BigDecimal number(JsonObject request, String url) {
        JsonObject extension = Parts.extension(request, url);
        return extension != null && extension.get("valueDecimal") instanceof JsonNumber number
                ? number.decimal()
                : BigDecimal.ZERO;
    }

    /** How much may be dispensed now: what is left of the present fill; null when no quantity is prescribed. */
    public @Nullable BigDecimal left() {
        BigDecimal once = prescription.quantity();
        BigDecimal total = prescription.total();
        if (once == null || total == null) {
            return null;
        }
        BigDecimal rest = once.subtract(done.remainder(once));
        return rest.min(total.subtract(done));
    }

    /** How many fills are left after the present one. */
    public int refillsLeft() {
        BigDecimal once = prescription.quantity();
        int begun = once == null ? fills + 1 : done.divideToIntegralValue(once).intValue() + 1;
        return Math.max(0, prescription.refills() + 1 - begun);
    }

    /**
     * What it is to dispense so much now.
     *
     * @throws Failed with {@link Failure.Invalid} when that is more than is left
     */
    Fill fill(BigDecimal quantity) {
        if (quantity.signum() <= 0) {
            throw new Failed(new Failure.Invalid("value", "quantity", "Write how much is dispensed."));
        }
        BigDecimal once = prescription.quantity();
        BigDecimal total = prescription.total();
        BigDecimal left = left();
        if (once == null || total == null || left == null) {
            if (fills > prescription.refills()) {
                throw new Failed(new Failure.Invalid("value", "quantity", "No refill is left."));
            }
            return new Fill(true, fills == 0, fills == prescription.refills());
        }
        if (quantity.compareTo(left) > 0) {
            throw new Failed(new Failure.Invalid(
                    "value",
                    "quantity",
                    "Only " + left.stripTrailingZeros().toPlainString() + " is left of this fill."));
        }
        return new Fill(
                quantity.compareTo(left) == 0,
                done.compareTo(once) < 0,
                done.add(quantity).compareTo(total) == 0);
    }

    /** The request once something was dispensed on it. */
    static JsonObject dispensed(JsonObject request, BigDecimal quantity) {
        Filler present = open(request);
        Fill fill = present.fill(quantity);
        At next = fill.last() ? At.DISPENSED : fill.complete() ? At.FILLED : At.PARTLY;
        JsonObject counted = Parts.withExtension(
                Parts.withExtension(
                        request, DONE, "valueDecimal", decimal(present.done().add(quantity))),
                FILLS,
                "valueDecimal",
                JsonNumber.of(present.fills() + 1L));
        return at(counted, next, "");
    }

    private static JsonNumber decimal(BigDecimal number) {
        return new JsonNumber(number.toPlainString());
    }

    static JsonObject begun(JsonObject request) {
        Filler present = open(request);
        return at(request, present.at() == At.PARTLY ? At.PARTLY : At.FILLING, "");
    }

    static JsonObject refused(JsonObject request, String why) {
        open(request);
        return at(request, At.REFUSED, why);
    }

    static JsonObject asking(JsonObject request, String number, boolean renewal, String words) {
        Filler present = of(request).orElseThrow();
        if (!renewal && !present.at().open()) {
            throw over();
        }
        JsonObject asking = Parts.withExtension(request, REQUEST, "valueString", new JsonString(number));
        // A renewal is asked for what is used up; that stays as it is.
        return at(asking, present.at().open() ? At.ASKED : present.at(), (renewal ? "Renewal asked. " : "") + words);
    }

    /** The request once what was asked is answered; the same when something else was asked. */
    static JsonObject answered(JsonObject request, String number, String words) {
        Filler present = of(request).orElseThrow();
        boolean asked = number.equals(Parts.text(Parts.extension(request, REQUEST), "valueString"));
        return asked
                ? at(
                        Parts.withExtension(request, REQUEST, "valueString", null),
                        present.at() == At.ASKED ? At.NEW : present.at(),
                        words)
                : request;
    }

    /** The request once its prescriber wants it back: what nobody has begun with is cancelled at once. */
    static JsonObject cancelling(JsonObject request, String why) {
        return switch (of(request).orElseThrow().at()) {
            case NEW, ASKED, FILLED -> at(request, At.CANCELLED, why);
            case FILLING, PARTLY -> at(request, At.CANCEL, why);
            case CANCEL, DISPENSED, REFUSED, CANCELLED -> request;
        };
    }

    static JsonObject cancelAnswered(JsonObject request, boolean cancelled, String why) {
        Filler present = of(request).orElseThrow();
        if (present.at() != At.CANCEL) {
            throw over();
        }
        return at(request, cancelled ? At.CANCELLED : present.done().signum() > 0 ? At.PARTLY : At.FILLING, why);
    }

    private static Filler open(JsonObject request) {
        Filler present = of(request).orElseThrow(Filler::over);
        if (!present.at().open()) {
            throw over();
        }
        return present;
    }

    private static Failed over() {
        return new Failed(new Failure.Conflict("Nothing can be done to this prescription now. Look again."));
    }

    private static JsonObject at(JsonObject request, At at, String words) {
        JsonObject with = Parts.withExtension(request, STAGE, "valueCode", new JsonString(at.name()))
                .with("status", new JsonString(at.status));
        return words.isEmpty()
                ? with.without("statusReason")
                : with.with("statusReason", JsonObject.of("text", new JsonString(words)));
    }
}
