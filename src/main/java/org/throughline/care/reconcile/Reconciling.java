package org.throughline.care.reconcile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.same.Difference;
import org.throughline.care.same.SaidAllergy;
import org.throughline.care.same.SaidDrug;
import org.throughline.care.taking.Answered;
import org.throughline.care.taking.Reconciled;
import org.throughline.care.taking.ReconciledList;
import org.throughline.care.taking.Reconciliation;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.terminology.sig.Sig;

/**
 * Decides about what other records say: each in one act, whole or not at all. What was done already is done once, however
 * often and by how many at a time it is said.
 */
public final class Reconciling {
    private static final Failure CHANGED =
            new Failure.Conflict("This has changed since you looked, here or there. Look at it again.");
    private static final int MOST_VERIFIED = 500;

    private final CompareReader reader;
    private final Reconciliation medications;
    private final Entries entries;
    private final Records records;
    private final Types types;
    private final Clock clock;

    public Reconciling(
            CompareReader reader,
            Reconciliation medications,
            Entries entries,
            Records records,
            Types types,
            Clock clock) {
        this.reader = reader;
        this.medications = medications;
        this.entries = entries;
        this.records = records;
        this.types = types;
        this.clock = clock;
    }

    /** What stands to be decided. */
    public Compared compared(Caller caller, String patient) {
        return reader.compared(caller, patient);
    }

    /** Whether somebody may take over or change what is in a section. */
    public static boolean may(Caller caller, Section section) {
        String type = switch (section) {
            case MEDICATIONS -> "MedicationStatement";
            case ALLERGIES -> "AllergyIntolerance";
            case PROBLEMS -> "Condition";
            case IMMUNIZATIONS -> "Immunization";
        };
        return caller.may(Interaction.CREATE, type)
                && caller.may(Interaction.UPDATE, type)
                && caller.may(Interaction.CREATE, "Provenance");
    }

    /** Whether somebody may remember that something is not for us. */
    public static boolean mayKeep(Caller caller) {
        return caller.may(Interaction.CREATE, "Task");
    }

    /**
     * Takes an entry of another record over into our chart. That it was taken over already is no failure: nothing is added.
     *
     * @param key of an {@link Item}
     * @throws Failed with {@link Failure.Conflict} when it says something else by now
     */
    public void take(Entries.Chart chart, String key) {
        Item<?> item = item(chart, key);
        if (item.kind() == Item.Kind.SAME) {
            return;
        }
        Told<?> told = item.first();
        CopyTaken copy = new CopyTaken(chart.patient(), clock.instant());
        JsonObject ours = copy.of(told, drug(told));
        String type = Objects.requireNonNull(ours.text("resourceType"));
        String url = "urn:uuid:" + UUID.nameUUIDFromBytes(told.address().getBytes(StandardCharsets.UTF_8));
        JsonObject provenance = copy.provenance(url, told, who(chart));
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Create(type, () -> ours, onlyOnce(type, chart.patient(), told.address()), url));
        intents.add(new Intent.Create("Provenance", () -> provenance, null, null));
        if (type.equals("AllergyIntolerance") && told.said().holds() && !isNoneKnown(told)) {
            intents.addAll(entries.noneKnownEnds(chart));
        }
        try {
            write(chart, intents, Action.CREATE, type, Records.Company.ALL_NEW);
        } catch (Failed e) {
            boolean there = e.failure() instanceof Failure.Conflict
                    && reader.compared(chart.caller(), chart.patient())
                            .item(key)
                            .filter(each -> each.kind() != Item.Kind.SAME)
                            .isEmpty();
            if (!there) {
                throw e;
            }
        }
    }

    /** What is not in error and was made of an entry makes that it is not made again. */
    private static String onlyOnce(String type, String patient, String address) {
        String status = switch (type) {
            case "Condition", "AllergyIntolerance" -> "verification-status:not=entered-in-error";
            default -> "status:not=entered-in-error";
        };
        return "patient=" + encoded(patient) + "&identifier=" + CopyTaken.TAKEN_OVER + "|" + encoded(escaped(address))
                + "&" + status;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\")
                .replace(",", "\\,")
                .replace("|", "\\|")
                .replace("$", "\\$");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /**
     * Changes ours so that it says what the other record says.
     *
     * @throws Failed with {@link Failure.Conflict} when either says something else by now
     */
    public void update(Entries.Chart chart, String key) {
        Item<?> item = item(chart, key);
        Told<?> ours = item.ours();
        if (ours == null || item.kind() == Item.Kind.SAME) {
            throw new Failed(CHANGED);
        }
        Told<?> told = item.first();
        JsonObject provenance =
                new CopyTaken(chart.patient(), clock.instant()).provenance(ours.reference(), told, who(chart));
        List<Intent> along =
                List.of(new Intent.Create("Provenance", () -> provenance, null, null), decision(chart, told, true));
        if (told.said() instanceof SaidDrug said && ours.type().equals("MedicationRequest")) {
            medications.answer(
                    chart, ours.reference(), answer(chart, said, told, item.differences()), source(told), along);
            return;
        }
        UnaryOperator<JsonObject> edit = OursChanged.by(told, drug(told), item.differences());
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Patch(
                new Target.ById(ours.type(), ours.id()), edit, new Precondition.Version(ours.version())));
        intents.addAll(along);
        try {
            write(chart, intents, Action.UPDATE, ours.type(), Records.Company.NONE);
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed ? new Failed(CHANGED, e) : e;
        }
    }

    /** What the other record says of a prescription of ours. */
    private static Answered answer(Entries.Chart chart, SaidDrug said, Told<?> told, Set<Difference> differences) {
        if (!said.holds()) {
            String reason = "Stopped at " + told.holder();
            return new Answered(
                    Reconciliation.mayStop(chart.caller()) ? Answered.How.STOP : Answered.How.NOT_TAKING, reason, null);
        }
        boolean sameDrug =
                Collections.disjoint(differences, Set.of(Difference.ITEM, Difference.STRENGTH, Difference.FORM));
        String how = sameDrug && !told.detail().isEmpty()
                ? told.detail()
                : told.name() + (told.detail().isEmpty() ? "" : ", " + told.detail());
        return new Answered(Answered.How.DIFFERENTLY, "", Sig.inWords(how));
    }

    private static JsonObject source(Told<?> told) {
        return JsonObject.of("display", new JsonString(CopyTaken.who(told)));
    }

    /**
     * Leaves ours as it is; it is not asked again until the other record says something else.
     *
     * @throws Failed with {@link Failure.Conflict} when it says something else by now
     */
    public void keep(Entries.Chart chart, String key) {
        Item<?> item = item(chart, key);
        write(chart, List.of(decision(chart, item.first(), false)), Action.CREATE, "Task", Records.Company.NONE);
    }

    private Intent decision(Entries.Chart chart, Told<?> told, boolean updated) {
        JsonObject decision = DecisionResource.of(chart.patient(), told, updated, who(chart), clock.instant());
        return new Intent.Create(
                "Task",
                () -> decision,
                "patient=" + encoded(chart.patient()) + "&identifier=" + DecisionResource.CONTENT + "|"
                        + told.content(),
                null);
    }

    /** Says that what stands in the chart was gone through with the patient. */
    public void verify(Entries.Chart chart, List<Reconciled.Source> with) {
        Compared compared = reader.compared(chart.caller(), chart.patient());
        List<ReconciledList.Entry> verified = compared.ours().values().stream()
                .flatMap(List::stream)
                .limit(MOST_VERIFIED)
                .map(each -> new ReconciledList.Entry(each, "Verified"))
                .toList();
        JsonObject list = ReconciledList.of(
                List.of(ReconciledList.BESIDE_OTHERS),
                chart.patient(),
                null,
                chart.author(),
                clock.instant(),
                with,
                verified);
        write(
                chart,
                List.of(new Intent.Create("List", () -> list, null, null)),
                Action.CREATE,
                "List",
                Records.Company.NONE);
    }

    private Item<?> item(Entries.Chart chart, String key) {
        return reader.compared(chart.caller(), chart.patient()).item(key).orElseThrow(() -> new Failed(CHANGED));
    }

    private static boolean isNoneKnown(Told<?> told) {
        return told.said() instanceof SaidAllergy said && said.none();
    }

    /** What a drug is: as it stands in its entry, else by the codes of the product that it is. */
    private static @Nullable Concept drug(Told<?> told) {
        JsonObject concept = told.resource().object("medicationCodeableConcept");
        return concept == null ? null : Concept.of(concept);
    }

    private JsonObject who(Entries.Chart chart) {
        return chart.author() == null
                ? JsonObject.of("display", new JsonString(chart.caller().display()))
                : chart.author().json();
    }

    private void write(Entries.Chart chart, List<Intent> intents, Action action, String type, Records.Company company) {
        Caller caller = chart.caller();
        records.write(
                caller,
                intents,
                (at, written, patients) -> Access.of(
                        at,
                        caller,
                        action,
                        types.number(type),
                        "reconcile",
                        action == Action.CREATE ? 201 : 200,
                        patients),
                company);
    }
}
