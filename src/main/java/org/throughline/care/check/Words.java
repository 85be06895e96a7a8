package org.throughline.care.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.care.medication.Dosages;
import org.throughline.care.medication.Statements;
import org.throughline.fhir.json.JsonObject;
import org.throughline.safety.patient.Taken;
import org.throughline.safety.patient.Treatment;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.Supplies;

/**
 * What was said of prescriptions, as the checks see it. A statement about a prescription that stands is no second drug:
 *
 * <ul>
 *   <li>"taken differently": of the two dosages the higher one counts; when they cannot be compared, the one that was said
 *   <li>"not taken", "nobody knows": it counts all the same, because the prescription can be filled and taken tomorrow; but
 *       it is {@link Taken#doubted()}, so that nothing is held harmless because it is taken
 * </ul>
 *
 * One about a prescription that has ended since is over with it. Whatever else is said to be taken is a drug of its own.
 * Pure.
 *
 * @param prescriptions by their references
 * @param statements the drugs of statements, by their references
 * @param newest the newest statement about each
 * @param isKept whether a resource is kept private
 */
record Words(
        Map<String, Taken> prescriptions,
        Map<String, Treatment> statements,
        Map<String, JsonObject> newest,
        Predicate<JsonObject> isKept,
        LocalDate today) {
    private static final Set<String> DOUBTS = Set.of("not-taken", "unknown");

    /** A resource with what it is read as. */
    private record Read(JsonObject resource, Taken taken) {}

    /**
     * What is taken, each drug once.
     *
     * @param resources prescriptions and statements
     * @param referred what they refer to, by references
     * @param isKept whether one is kept private; a prescription of which something private is said is so too
     */
    static List<Taken> join(
            TreatmentReader treatments,
            List<JsonObject> resources,
            Map<String, JsonObject> referred,
            Predicate<JsonObject> isKept,
            LocalDate today) {
        List<Read> read = resources.stream()
                .flatMap(each -> treatments.taken(each, referred, isKept.test(each)).stream()
                        .map(taken -> new Read(each, taken)))
                .toList();
        Map<String, Taken> prescriptions = new HashMap<>();
        Map<String, Treatment> statements = new HashMap<>();
        for (Read each : read) {
            if (isStatement(each.resource())) {
                statements.put(each.taken().id(), each.taken().treatment());
            } else {
                prescriptions.put(each.taken().id(), each.taken());
            }
        }
        Words words = new Words(
                prescriptions,
                statements,
                Statements.newest(resources.stream().filter(Words::isStatement).toList()),
                isKept,
                today);
        List<Taken> taken = new ArrayList<>();
        for (Read each : read) {
            words.joined(each).ifPresent(taken::add);
        }
        return taken;
    }

    private static boolean isStatement(JsonObject resource) {
        return "MedicationStatement".equals(resource.text("resourceType"));
    }

    private Optional<Taken> joined(Read each) {
        if (!isStatement(each.resource())) {
            JsonObject said = newest.get(each.taken().id());
            return Optional.of(said == null || isOfAnother(said, each) ? each.taken() : with(each.taken(), said));
        }
        return Statements.about(each.resource()).stream().anyMatch(prescription -> covers(prescription, each))
                ? Optional.empty()
                : Optional.of(each.taken());
    }

    /** Whether a prescription speaks for a statement about it: it stands, or has ended since. */
    private boolean covers(String reference, Read statement) {
        Taken prescription = prescriptions.get(reference);
        if (prescription == null
                || !isSame(prescription.treatment(), statement.taken().treatment())) {
            return false;
        }
        LocalDate last = prescription.last(today);
        LocalDate said = Parts.day(Statements.asserted(statement.resource()));
        return last == null || (said != null && last.isAfter(said));
    }

    private static boolean isSame(Treatment one, Treatment other) {
        return (one.meant() == null || other.meant() == null)
                ? one.name().equalsIgnoreCase(other.name())
                : new HashSet<>(one.ingredients()).equals(new HashSet<>(other.ingredients()));
    }

    private boolean isOfAnother(JsonObject said, Read prescription) {
        Treatment of = statements.get(Kept.reference(said));
        return of != null && !isSame(of, prescription.taken().treatment());
    }

    private Taken with(Taken prescription, JsonObject said) {
        boolean doubted = DOUBTS.contains(Parts.text(said, "status"));
        Treatment treatment = prescription.treatment();
        Sig sig = doubted ? treatment.sig() : higher(treatment, Dosages.of(said).orElse(null));
        return new Taken(
                prescription.id(),
                new Treatment(
                        treatment.name(),
                        treatment.meant(),
                        treatment.route(),
                        sig,
                        treatment.reasons(),
                        treatment.from(),
                        treatment.until()),
                prescription.stopped(),
                prescription.kept() || isKept.test(said),
                doubted);
    }

    private static @Nullable Sig higher(Treatment prescribed, @Nullable Sig said) {
        Sig own = prescribed.sig();
        Product product = prescribed.product();
        if (said == null || own == null || product == null) {
            return said == null ? own : said;
        }
        return Supplies.compare(own, product, said, product).orElse(-1) > 0 ? own : said;
    }
}
