package org.throughline.care.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.care.medication.Dosages;
import org.throughline.fhir.json.JsonObject;
import org.throughline.safety.patient.Taken;
import org.throughline.safety.patient.Treatment;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.Span;
import org.throughline.terminology.sig.Step;

/** Reads prescriptions, and what patients say they take, as the checks see them. Pure. */
record TreatmentReader(Drugs drugs) {
    private static final Set<String> OVER = Set.of("stopped", "completed", "cancelled");
    private static final Set<String> NEVER = Set.of("draft", "entered-in-error", "not-taken");
    private static final Set<String> NO_ORDERS = Set.of("proposal", "plan", "option");

    /**
     * What is taken, or was; empty for what never came to be.
     *
     * @param referred resources that it may refer to, by their references: Medications, and Conditions that it is for
     */
    Optional<Taken> taken(JsonObject resource, Map<String, JsonObject> referred, boolean kept) {
        String status = Parts.text(resource, "status");
        if (NEVER.contains(status) || NO_ORDERS.contains(Parts.text(resource, "intent"))) {
            return Optional.empty();
        }
        Treatment treatment = treatment(resource, referred);
        LocalDate told = treatment.until();
        LocalDate stopped = OVER.contains(status) ? (told == null ? ended(resource, treatment.from()) : told) : null;
        return Optional.of(new Taken(
                Parts.text(resource, "resourceType") + "/" + Parts.text(resource, "id"), treatment, stopped, kept));
    }

    /** The drug and how it is taken. */
    Treatment treatment(JsonObject resource, Map<String, JsonObject> referred) {
        Concept what = what(resource, referred);
        Sig sig = Dosages.read(dosages(resource)).orElse(null);
        LocalDate from = from(resource);
        return new Treatment(
                what.text(),
                meant(what).orElse(null),
                null,
                sig,
                reasons(resource, referred),
                from,
                until(resource, from, sig));
    }

    /** What a concept stands for: by its codes, a product's before an ingredient's, else by its words. */
    private Optional<Meant> meant(Concept what) {
        List<Meant> known = what.codings().stream()
                .filter(each -> each.system().equals(Coding.RXNORM))
                .flatMap(each -> drugs.meaning(each.code()).stream())
                .toList();
        return known.stream()
                .filter(each -> each.product() != null)
                .findFirst()
                .or(() -> named(what).filter(named -> known.isEmpty() || named.product() != null))
                .or(() -> known.stream().findFirst());
    }

    private Optional<Meant> named(Concept what) {
        return Stream.concat(Stream.of(what.text()), what.codings().stream().map(Coding::display))
                .filter(name -> !name.isBlank())
                .flatMap(name -> drugs.named(name).stream())
                .findFirst();
    }

    private static Concept what(JsonObject resource, Map<String, JsonObject> referred) {
        JsonObject concept = resource.object("medicationCodeableConcept");
        if (concept != null) {
            return Concept.of(concept);
        }
        JsonObject reference = resource.object("medicationReference");
        String to = Parts.text(reference, "reference");
        JsonObject medication = to.startsWith("#")
                ? resource.objects("contained").stream()
                        .filter(each -> to.substring(1).equals(each.text("id")))
                        .findFirst()
                        .orElse(null)
                : referred.get(to);
        return medication == null
                ? new Concept(Parts.text(reference, "display"), List.of())
                : Concept.of(medication.object("code"));
    }

    private static List<JsonObject> dosages(JsonObject resource) {
        return resource.objects(resource.has("dosage") ? "dosage" : "dosageInstruction");
    }

    private static List<Coding> reasons(JsonObject resource, Map<String, JsonObject> referred) {
        Stream<JsonObject> listed = resource.objects("reasonReference").stream()
                .map(each -> referred.get(Parts.text(each, "reference")))
                .filter(Objects::nonNull)
                .map(each -> each.object("code"))
                .filter(Objects::nonNull);
        return Stream.concat(resource.objects("reasonCode").stream(), listed)
                .flatMap(each -> Concept.of(each).codings().stream())
                .toList();
    }

    private static @Nullable LocalDate from(JsonObject resource) {
        JsonObject dispense = resource.object("dispenseRequest");
        JsonObject valid = dispense == null ? null : dispense.object("validityPeriod");
        return Stream.of(
                        Parts.text(valid, "start"),
                        Parts.text(resource.object("effectivePeriod"), "start"),
                        Parts.text(resource, "effectiveDateTime"),
                        Parts.text(resource, "authoredOn"),
                        Parts.text(resource, "dateAsserted"))
                .map(PersonReader::day)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The last day: as it is told, else when what was ordered is used up, for what is ordered for a time. */
    private static @Nullable LocalDate until(JsonObject resource, @Nullable LocalDate from, @Nullable Sig sig) {
        JsonObject dispense = resource.object("dispenseRequest");
        JsonObject valid = dispense == null ? null : dispense.object("validityPeriod");
        LocalDate told = Stream.of(Parts.text(valid, "end"), Parts.text(resource.object("effectivePeriod"), "end"))
                .map(PersonReader::day)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (told != null || from == null || sig == null || !sig.structured()) {
            return told;
        }
        long days = 0;
        for (Step step : sig.steps()) {
            Span span = step.duration();
            if (span == null && !step.timing().once()) {
                return null;
            }
            days += span == null ? 1 : days(span);
        }
        return from.plusDays(Math.max(0, days - 1));
    }

    private static long days(Span span) {
        return span.unit()
                .days()
                .multiply(java.math.BigDecimal.valueOf(span.amount()))
                .setScale(0, java.math.RoundingMode.CEILING)
                .longValueExact();
    }

    /**
     * When something ended of which nobody says when: at its last change here; of what was over when it came here, no more
     * is known than when it began.
     */
    private static @Nullable LocalDate ended(JsonObject resource, @Nullable LocalDate from) {
        JsonObject meta = resource.object("meta");
        boolean changedHere = !Parts.text(meta, "versionId").equals("1");
        LocalDate updated = PersonReader.day(Parts.text(meta, "lastUpdated"));
        return changedHere || from == null ? updated : from;
    }
}
