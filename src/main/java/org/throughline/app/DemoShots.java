package org.throughline.app;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.immunization.Immunizations;
import org.throughline.care.immunization.NewDose;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.record.Intent;
import org.throughline.terminology.vaccine.Vaccines;

/**
 * Children of the demonstration whose vaccines were given in part, by ages that count from the day it is made: one is due for
 * the second set, one has stayed away since, one has a vaccine refused, one is far behind. What is due is said once the CDC's
 * schedule is loaded; it is not shipped.
 */
final class DemoShots {
    private static final List<String> FIRST_SET =
            List.of("DTaP (Daptacel)", "IPV (IPOL)", "Hib (PedvaxHIB)", "PCV20 (Prevnar 20)", "Rotavirus (RotaTeq)");
    private static final String HEPB = "HepB, children (Engerix-B)";
    private static final String MMR = "MMR (M-M-R II)";

    private final Wiring wiring;
    private final Caller operator = Installation.operator();
    private final Vaccines vaccines;
    private final LocalDate today;

    DemoShots(Wiring wiring) {
        this.wiring = wiring;
        this.vaccines = wiring.vaccines().vaccines();
        this.today = LocalDate.now(wiring.practiceClock());
    }

    /** @param physician the id of the Practitioner who treats them */
    void make(String physician) {
        LocalDate mila = today.minusMonths(4).minusDays(3);
        child("Hart", "Mila", "female", mila, physician, at(mila, 0, HEPB), set(mila, 2), at(mila, 2, HEPB));
        LocalDate theo = today.minusMonths(15).minusDays(9);
        child(
                "Hart",
                "Theo",
                "male",
                theo,
                physician,
                at(theo, 0, HEPB),
                set(theo, 2),
                set(theo, 4),
                at(theo, 2, HEPB));
        LocalDate ruby = today.minusYears(5).minusMonths(2);
        child(
                "Castillo",
                "Ruby",
                "female",
                ruby,
                physician,
                at(ruby, 0, HEPB),
                set(ruby, 2),
                set(ruby, 4),
                at(ruby, 6, HEPB),
                at(ruby, 13, MMR),
                at(ruby, 16, "DTaP (Daptacel)"),
                List.of(new NewDose.Refused(named("Influenza (Fluzone)"), NewDose.WhyNot.REFUSED, "Mother")));
        LocalDate jonah = today.minusYears(12).minusMonths(1);
        child("Patel", "Jonah", "male", jonah, physician, set(jonah, 3), at(jonah, 14, MMR));
    }

    private List<NewDose> set(LocalDate birth, int months) {
        List<NewDose> set = new ArrayList<>();
        FIRST_SET.forEach(each -> set.addAll(at(birth, months, each)));
        return set;
    }

    private List<NewDose> at(LocalDate birth, int months, String vaccine) {
        return List.of(new NewDose.Earlier(
                named(vaccine), birth.plusMonths(months).toString(), NewDose.Origin.RECORD, "", "Millbrook Clinic"));
    }

    private org.throughline.terminology.vaccine.Vaccine named(String name) {
        return vaccines.named(name).orElseThrow();
    }

    @SafeVarargs
    private void child(
            String family, String given, String gender, LocalDate birth, String physician, List<NewDose>... doses) {
        JsonObject name = JsonObject.builder()
                .add("family", family)
                .add("given", JsonArray.of(new JsonString(given)))
                .build();
        JsonObject patient = JsonObject.builder()
                .add("resourceType", "Patient")
                .add("active", org.throughline.fhir.json.JsonBoolean.TRUE)
                .add("name", JsonArray.of(name))
                .add("gender", gender)
                .add("birthDate", birth.toString())
                .add("generalPractitioner", JsonArray.of(Author.reference("Practitioner/" + physician, "Alex Rivera")))
                .build();
        String id = Objects.requireNonNull(wiring.records()
                        .write(
                                operator,
                                List.of(new Intent.Create("Patient", () -> patient, null, null)),
                                (at, written, treated) -> Access.of(
                                        at, operator, Action.CREATE, 0, "Patient, of the demonstration", 201, treated))
                        .getFirst()
                        .stored())
                .id();
        Immunizations immunizations = wiring.vaccines().immunizations(wiring.care());
        Entries.Chart chart = new Entries.Chart(operator, id, new Author("Practitioner/" + physician, "Alex Rivera"));
        for (List<NewDose> each : doses) {
            immunizations.record(chart, each, null);
        }
    }
}
