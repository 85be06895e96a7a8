package org.throughline.app;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.Person;
import org.throughline.care.directory.Directory;
import org.throughline.care.prescription.Pharmacies;
import org.throughline.care.prescription.Pharmacy;
import org.throughline.care.schedule.Hours;
import org.throughline.care.schedule.House;
import org.throughline.care.schedule.PracticeSetup;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.login.Login;
import org.throughline.login.People;
import org.throughline.login.account.AccountKind;
import org.throughline.login.account.Subject;
import org.throughline.login.setting.Setting;
import org.throughline.record.Intent;

/**
 * The people of the demonstration, who log in with a password that everybody knows: a physician who treats half of the
 * sample's patients, a nurse, the front desk, a radiologist, a technologist, the practice manager, the privacy officer, a pharmacist at
 * the pharmacy nearby, and one of the patients. Never made in a real installation.
 */
final class DemoPeople {
    private static final int TREATED = 12;
    private static final int SAMPLE = 50;
    private static final int SCHEDULED = 60;

    private static final Hours HOURS = new Hours(List.of(
            new Hours.Shift(
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY), LocalTime.of(8, 0), LocalTime.of(12, 0)),
            new Hours.Shift(
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY), LocalTime.of(13, 0), LocalTime.of(17, 0))));

    private final Wiring wiring;
    private final Caller operator;

    DemoPeople(Wiring wiring) {
        this.wiring = wiring;
        this.operator = Installation.operator();
    }

    /** Makes them, unless they are there. */
    void make(String password) {
        Login login = wiring.login();
        if (!login.settings().of(Setting.ORGANIZATION).isEmpty()) {
            return;
        }
        Directory directory = wiring.care().directory();
        Directory.Founded founded = directory.found(
                operator,
                "Millbrook Clinic",
                List.of(),
                new Directory.Newcomer("Alex", "Rivera"),
                "Physician",
                each -> connection -> each);
        String clinic = founded.organization();
        String physician = founded.clinician().practitioner();
        List<Person> treated = treat(physician);
        Subject rivera = new Subject("Practitioner", physician);
        List<People.Sample> samples = new ArrayList<>(List.of(
                staff("physician", "Alex Rivera", rivera, "physician", clinic),
                staff(
                        "practitioner",
                        "Noa Lindqvist",
                        another(clinic, "Noa", "Lindqvist"),
                        "nurse-practitioner",
                        clinic),
                staff("nurse", "Jordan Kim", hired("Jordan", "Kim", clinic, "Nurse"), "nurse", clinic),
                staff("frontdesk", "Robin Lee", hired("Robin", "Lee", clinic, "Front desk"), "front-desk", clinic),
                staff(
                        "manager",
                        "Dana Novak",
                        hired("Dana", "Novak", clinic, "Practice manager"),
                        "practice-manager",
                        clinic),
                staff(
                        "radiologist",
                        "Ines Haddad",
                        hired("Ines", "Haddad", clinic, "Radiologist"),
                        "radiologist",
                        clinic),
                staff("imaging", "Milo Grant", hired("Milo", "Grant", clinic, "Technologist"), "imaging", clinic),
                staff("billing", "Toni Weiss", hired("Toni", "Weiss", clinic, "Billing"), "billing", clinic),
                staff("privacy", "Sam Okafor", null, "privacy-officer", clinic)));
        treated.stream().limit(1).map(DemoPeople::patient).forEach(samples::add);
        String pharmacy = pharmacy(treated);
        samples.add(staff("pharmacist", "Kit Moreno", null, "pharmacist", pharmacy));
        samples.forEach(sample -> login.people().makeSample(sample, password));
        new DemoWork(wiring).make(treated);
        new DemoResults(wiring).make(treated);
        new DemoImaging(wiring).make(treated);
        new DemoStock(wiring).make();
        new DemoShots(wiring).make(physician);
        new DemoMedications(wiring, wiring.drugs()).make(treated);
        login.settings().set(operator, Map.of(Setting.ORGANIZATION, clinic, Setting.SETUP, "done"));
    }

    /** A pharmacy that works with the same installation, which some of the patients prefer; its id. */
    private String pharmacy(List<Person> patients) {
        Pharmacies pharmacies = wiring.prescribing().pharmacies();
        String id = pharmacies.save(
                operator,
                new Pharmacy(
                        "",
                        0,
                        "Main Street Pharmacy",
                        "12 Main Street",
                        "Millbrook",
                        "MA",
                        "01234",
                        "555-0142",
                        "",
                        "",
                        Pharmacy.HERE,
                        "",
                        "",
                        false));
        patients.forEach(each -> pharmacies.prefer(operator, each.id(), id));
        return id;
    }

    private Subject hired(String given, String family, String clinic, String role) {
        return new Subject(
                "Practitioner",
                wiring.care()
                        .directory()
                        .hire(operator, new Directory.Newcomer(given, family), clinic, role, each -> connection -> each)
                        .practitioner());
    }

    /** Makes today's schedule, whenever today is, and what was written about the days before. */
    void makeSchedule(Instant now) {
        ZoneId zone = wiring.login().settings().zone();
        PracticeSetup setup = wiring.care().practiceSetup();
        House house = wiring.care().schedule().house(operator, zone, organization());
        if (house.rooms().isEmpty()) {
            List.of("Room 1", "Room 2", "Room 3", "Treatment room")
                    .forEach(room -> setup.addRoom(operator, room, house.sites().getFirst()));
            house.providers().forEach(provider -> setup.change(operator, provider, HOURS, 2, true));
        }
        List<Person> people = wiring.care().charts().patients(operator, "", SCHEDULED);
        if (new DemoSchedule(wiring, operator, people, zone, now).make()) {
            new DemoNotes(wiring, zone, now).make();
        }
    }

    private String organization() {
        return wiring.login().settings().of(Setting.ORGANIZATION);
    }

    /** One more who can be booked. */
    private Subject another(String clinic, String given, String family) {
        Directory.Newcomer newcomer = new Directory.Newcomer(given, family);
        Directory.Hired hired = wiring.care()
                .directory()
                .hire(operator, newcomer, clinic, "Nurse practitioner", each -> connection -> each);
        House house = wiring.care()
                .schedule()
                .house(operator, wiring.login().settings().zone(), clinic);
        wiring.care()
                .practiceSetup()
                .open(
                        operator,
                        hired.practitioner(),
                        newcomer.name(),
                        hired.post(),
                        house.sites().getFirst(),
                        HOURS);
        return new Subject("Practitioner", hired.practitioner());
    }

    private static People.Sample staff(
            String name, String display, @Nullable Subject subject, String role, String site) {
        return new People.Sample(AccountKind.STAFF, name, display, subject, role, site, null);
    }

    private static People.Sample patient(Person person) {
        return new People.Sample(
                AccountKind.PATIENT,
                "patient",
                person.given() + " " + person.family(),
                new Subject("Patient", person.id()),
                "patient",
                null,
                person.id());
    }

    /** The physician treats some of the patients who live. */
    private List<Person> treat(String physician) {
        List<Person> patients = wiring.care().charts().patients(operator, "", SAMPLE).stream()
                .filter(each -> each.deceased() == null)
                .limit(TREATED)
                .toList();
        List<Intent> teams = patients.stream()
                .map(Person::id)
                .map(patient -> team(patient, physician))
                .toList();
        wiring.records()
                .write(
                        operator,
                        teams,
                        (at, written, treated) -> Access.of(
                                at, operator, Action.CREATE, 0, "CareTeam, of the demonstration", 201, treated));
        return patients;
    }

    private static Intent team(String patient, String physician) {
        JsonObject team = JsonObject.builder()
                .add("resourceType", "CareTeam")
                .add("status", "active")
                .add("subject", reference("Patient/" + patient))
                .add("participant", JsonArray.of(JsonObject.of("member", reference("Practitioner/" + physician))))
                .build();
        return new Intent.Create("CareTeam", () -> team, null, null);
    }

    private static JsonObject reference(String to) {
        return JsonObject.of("reference", new JsonString(to));
    }
}
