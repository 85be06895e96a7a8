package org.throughline.care.charge;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.record.Target;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.terminology.Coding;

/** What is charged at visits. */
public final class Charges {
    private static final String TYPE = "ChargeItem";
    private static final int MOST = 200;
    private static final int MOST_AT_ONCE = 999;

    private final Records records;
    private final Searches searches;
    private final Fees fees;
    private final Types types;
    private final InstantSource clock;

    public Charges(Records records, Searches searches, Fees fees, Types types, InstantSource clock) {
        this.records = records;
        this.searches = searches;
        this.fees = fees;
        this.types = types;
        this.clock = clock;
    }

    /**
     * What is to be charged.
     *
     * @param fee the ChargeItemDefinition's id
     * @param amount of one, where it is not the list's; null for the list's
     * @param diagnoses at least one
     */
    public record Wanted(String fee, int quantity, @Nullable BigDecimal amount, List<Concept> diagnoses) {
        public Wanted {
            diagnoses = List.copyOf(diagnoses);
        }
    }

    /** What was charged at a visit, in the order in which it was entered. */
    public List<Charge> of(Caller caller, String patient, String encounter) {
        if (!caller.may(Interaction.SEARCH, TYPE)) {
            return List.of();
        }
        List<Argument> arguments = List.of(
                new Argument("patient", "Patient/" + patient),
                new Argument("context", "Encounter/" + encounter),
                new Argument("_sort", "entered-date"),
                new Argument("_count", Integer.toString(MOST)));
        return searches
                .run(caller, new SearchRequest(new org.throughline.search.query.Target.OfType(TYPE), arguments, true))
                .matches()
                .stream()
                .map(this::open)
                .filter(item -> !"entered-in-error".equals(item.text("status")))
                .map(Charges::charge)
                .toList();
    }

    private static Charge charge(JsonObject item) {
        Concept code = Concept.of(item.object("code"));
        JsonObject meta = item.object("meta");
        JsonObject enterer = item.object("enterer");
        int quantity = quantity(item);
        return new Charge(
                Fee.text(item, "id"),
                meta == null ? 0 : Integer.parseInt(Fee.text(meta, "versionId")),
                code.codings().stream().map(Coding::code).findFirst().orElse(""),
                code.text(),
                quantity,
                item.objects("reason").stream()
                        .map(Concept::of)
                        .map(Charges::words)
                        .toList(),
                Fee.money(item.object("priceOverride")).multiply(BigDecimal.valueOf(quantity)),
                enterer == null ? "" : Fee.text(enterer, "display"));
    }

    private static String words(Concept diagnosis) {
        return diagnosis.codings().stream()
                .filter(coding -> coding.system().equals(Coding.ICD_10_CM))
                .map(coding -> coding.code() + " " + diagnosis.text())
                .findFirst()
                .orElse(diagnosis.text());
    }

    private static int quantity(JsonObject item) {
        JsonObject quantity = item.object("quantity");
        return quantity != null && quantity.get("value") instanceof JsonNumber number
                ? number.decimal().intValue()
                : 1;
    }

    /**
     * Charges something at a visit; its id. What it costs is kept with it, so that a later change of the list changes
     * nothing.
     *
     * @throws Failed with {@link Failure.Invalid} when a diagnosis is missing or the quantity is none
     */
    public String add(Entries.Chart chart, String encounter, Wanted wanted) {
        if (wanted.diagnoses().isEmpty()) {
            throw new Failed(new Failure.Invalid("required", "diagnosis", "Say for which diagnosis it is charged."));
        }
        if (wanted.quantity() < 1 || wanted.quantity() > MOST_AT_ONCE) {
            throw new Failed(new Failure.Invalid("value", "quantity", "Write how often, from 1 to 999."));
        }
        requireVisit(chart, encounter);
        Fee fee = fees.fee(chart.caller(), wanted.fee());
        JsonObject item = item(chart, encounter, wanted, fee);
        return write(chart, new Intent.Create(TYPE, () -> item, null, null), Action.CREATE);
    }

    /** A charge is of a visit of this very patient. */
    private void requireVisit(Entries.Chart chart, String encounter) {
        Stored visit = records.read(chart.caller(), "Encounter", encounter);
        if (visit.deleted() || visit.patient() != Address.of("Patient", chart.patient())) {
            throw new Failed(new Failure.NotFound("There is no such visit of this patient."));
        }
    }

    private JsonObject item(Entries.Chart chart, String encounter, Wanted wanted, Fee fee) {
        Author author = chart.author();
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        BigDecimal amount = wanted.amount() == null ? fee.amount() : wanted.amount();
        boolean other = amount.compareTo(fee.amount()) != 0;
        return JsonObject.builder()
                .add("resourceType", TYPE)
                .add("definitionCanonical", JsonArray.of(new JsonString(fee.url())))
                .add("status", "billable")
                .add("code", fee.concept())
                .add("subject", reference("Patient/" + chart.patient()))
                .add("context", reference("Encounter/" + encounter))
                .add("occurrenceDateTime", now)
                .addIfPresent("performer", author == null ? null : JsonArray.of(JsonObject.of("actor", author.json())))
                .add("quantity", JsonObject.of("value", JsonNumber.of(wanted.quantity())))
                .add("priceOverride", Fee.money(amount))
                .addIfPresent("overrideReason", other ? "Another fee than the list's" : null)
                .addIfPresent("enterer", author == null ? null : author.json())
                .add("enteredDate", now)
                .add(
                        "reason",
                        new JsonArray(wanted.diagnoses().stream()
                                .<Json>map(Concept::json)
                                .toList()))
                .build();
    }

    private static JsonObject reference(String to) {
        return JsonObject.of("reference", new JsonString(to));
    }

    /**
     * Takes a charge back.
     *
     * @param version the version that was looked at
     */
    public void remove(Entries.Chart chart, String id, int version) {
        Stored stored = records.read(chart.caller(), TYPE, id);
        if (stored.deleted() || stored.patient() != Address.of("Patient", chart.patient())) {
            throw new Failed(new Failure.NotFound("There is no such charge of this patient."));
        }
        write(
                chart,
                new Intent.Patch(
                        new Target.ById(TYPE, id),
                        before -> before.with("status", new JsonString("entered-in-error")),
                        new Precondition.Version(version)),
                Action.UPDATE);
    }

    private String write(Entries.Chart chart, Intent intent, Action action) {
        return Objects.requireNonNull(records.write(
                                chart.caller(),
                                List.of(intent),
                                (at, written, patients) -> Access.of(
                                        at, chart.caller(), action, types.number(TYPE), "charge", 200, patients))
                        .getFirst()
                        .stored())
                .id();
    }

    private JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
