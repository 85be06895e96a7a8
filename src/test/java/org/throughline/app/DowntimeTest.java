package org.throughline.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.AuditQuery;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.downtime.PackReader;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.clinic.downtime.PackPlan;
import org.throughline.database.backup.BackupRun;
import org.throughline.database.backup.BackupRuns;
import org.throughline.kernel.Address;
import org.throughline.search.SearchFixture;

/** The downtime pack, as a reader of PDF shows it who has the passphrase. */
class DowntimeTest {
    /** 10:30 in St. John's. */
    private static final Instant NOW = Instant.parse("2026-01-12T14:00:00Z");

    private static final ZoneId ZONE = ZoneId.of("America/St_Johns");
    private static final String PASSPHRASE = "correct horse 9";

    @TempDir
    private Path folder = Path.of("");

    private final SearchFixture record = new SearchFixture();
    private final DowntimePacks packs = packs(NOW);

    private DowntimePacks packs(Instant now) {
        return new DowntimePacks(
                new PackReader(
                        new ScheduleReader(record.records, record.searches()),
                        new ChartReader(record.records, record.searches())),
                new AuditTrail(record.database),
                () -> new DowntimePacks.Practice("", "Millbrook Clinic"),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private PackPlan plan() {
        return new PackPlan(folder, PASSPHRASE, ZONE);
    }

    private String text(PackPlan plan) throws IOException {
        return text(packs.make(plan).file(), PASSPHRASE);
    }

    private static String text(Path file, String passphrase) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile(), passphrase)) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** The page whose first line is this. */
    private static String page(Path file, String title) throws IOException {
        try (PDDocument document = Loader.loadPDF(file.toFile(), PASSPHRASE)) {
            PDFTextStripper stripper = new PDFTextStripper();
            for (int i = 1; i <= document.getNumberOfPages(); i++) {
                stripper.setStartPage(i);
                stripper.setEndPage(i);
                String text = stripper.getText(document);
                if (text.startsWith(title)) {
                    return text;
                }
            }
        }
        throw new AssertionError("no page of " + title);
    }

    private void appointment(String id, String patient, String name, String start, String status) {
        Instant from = Instant.parse(start);
        record.store(("{'resourceType':'Appointment','id':'%s','status':'%s','start':'%s','end':'%s',"
                        + "'reasonCode':[{'text':'Cough since Monday'}],'serviceType':[{'text':'Sick visit'}],'participant':["
                        + "{'actor':{'reference':'Patient/%s','display':'%s'},'status':'accepted'},"
                        + "{'actor':{'reference':'Practitioner/d'},'status':'accepted'}]}")
                .formatted(id, status, from, from.plus(Duration.ofMinutes(15)), patient, name));
    }

    private static String of(String type, String id, String patient, String members) {
        String subject = type.equals("AllergyIntolerance") || type.equals("Immunization") ? "patient" : "subject";
        return "{'resourceType':'%s','id':'%s','%s':{'reference':'Patient/%s'},%s}"
                .formatted(type, id, subject, patient, members);
    }

    @BeforeEach
    void threePatientsComeToday() {
        record.store(
                "{'resourceType':'Practitioner','id':'d','name':[{'family':'Rivera','given':['Alex']}]}",
                "{'resourceType':'Schedule','id':'d','active':true,'actor':[{'reference':'Practitioner/d','display':'Alex Rivera'}]}",
                "{'resourceType':'Patient','id':'ada','birthDate':'1958-07-14','gender':'female',"
                        + "'name':[{'family':'Marlowe','given':['Ada']}],'telecom':[{'system':'phone','value':'555-0142'}],"
                        + "'identifier':[{'type':{'coding':[{'code':'MR'}]},'value':'M-17'}],"
                        + "'extension':[{'url':'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired','valueBoolean':true}],"
                        + "'communication':[{'language':{'text':'Spanish'}}]}",
                "{'resourceType':'Patient','id':'ben','birthDate':'1990-01-02','name':[{'family':'Okafor','given':['Ben']}]}",
                "{'resourceType':'Patient','id':'cleo','name':[{'family':'Ito','given':['Cleo']}]}",
                "{'resourceType':'Patient','id':'dan','name':[{'family':'Secret','given':['Dan']}]}",
                of(
                        "AllergyIntolerance",
                        "a1",
                        "ada",
                        "'criticality':'high','code':{'text':'Penicillin V'},'reaction':[{'manifestation':[{'text':'Hives'}]}]"),
                of(
                        "AllergyIntolerance",
                        "a2",
                        "ben",
                        "'code':{'coding':[{'system':'http://snomed.info/sct','code':'716186003'}]}"),
                of(
                        "MedicationRequest",
                        "m1",
                        "ada",
                        "'status':'active','intent':'order',"
                                + "'medicationCodeableConcept':{'text':'Lisinopril 10 mg tablet'},'dosageInstruction':[{'text':'1 tablet once a day'}]"),
                of(
                        "MedicationRequest",
                        "m2",
                        "ada",
                        "'status':'stopped','intent':'order'," + "'medicationCodeableConcept':{'text':'Naproxen'}"),
                of(
                        "Condition",
                        "c1",
                        "ada",
                        "'clinicalStatus':{'coding':[{'code':'active'}]},'code':{'text':'Hypertension'}"),
                of(
                        "Condition",
                        "c2",
                        "ada",
                        "'clinicalStatus':{'coding':[{'code':'active'}]},'code':{'text':'Schizophrenia'},'meta':{'security':["
                                + "{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'PSY'}]}"),
                of(
                        "Flag",
                        "f1",
                        "ada",
                        "'status':'active','category':[{'coding':[{'code':'advance-directive'}]}],"
                                + "'code':{'text':'Do not resuscitate'}"),
                "{'resourceType':'Device','id':'v1','status':'active','type':{'text':'Cardiac pacemaker'},'patient':{'reference':'Patient/ada'}}",
                of("DeviceUseStatement", "u1", "ada", "'status':'active','device':{'reference':'Device/v1'}"),
                of(
                        "Observation",
                        "o1",
                        "ada",
                        "'status':'final','category':[{'coding':[{'code':'laboratory'}]}],"
                                + "'code':{'text':'Potassium'},'effectiveDateTime':'2026-01-02','valueQuantity':{'value':5.9,'unit':'mmol/L'},"
                                + "'referenceRange':[{'high':{'value':5.1}}]"),
                of(
                        "Observation",
                        "o2",
                        "ada",
                        "'status':'final','category':[{'coding':[{'code':'vital-signs'}]}],"
                                + "'code':{'coding':[{'system':'http://loinc.org','code':'8867-4'}]},'effectiveDateTime':'2026-01-03',"
                                + "'valueQuantity':{'value':72,'unit':'/min','code':'/min','system':'http://unitsofmeasure.org'}"),
                of(
                        "Immunization",
                        "i1",
                        "ada",
                        "'status':'completed','vaccineCode':{'text':'Influenza 2025'},"
                                + "'occurrenceDateTime':'2025-10-01'"),
                "{'resourceType':'Consent','id':'n','status':'active','scope':{'coding':[{'code':'patient-privacy'}]},"
                        + "'category':[{'text':'x'}],'patient':{'reference':'Patient/dan'},"
                        + "'policyRule':{'coding':[{'code':'OPTIN'}]},'provision':{'type':'deny','class':["
                        + "{'code':'AllergyIntolerance','system':'http://hl7.org/fhir/resource-types'},"
                        + "{'code':'Condition','system':'http://hl7.org/fhir/resource-types'},"
                        + "{'code':'MedicationRequest','system':'http://hl7.org/fhir/resource-types'},"
                        + "{'code':'Observation','system':'http://hl7.org/fhir/resource-types'},"
                        + "{'code':'Immunization','system':'http://hl7.org/fhir/resource-types'}]}}");
        appointment("t1", "ada", "Ada Marlowe", "2026-01-12T13:00:00Z", "arrived");
        appointment("t2", "ben", "Ben Okafor", "2026-01-12T15:15:00Z", "booked");
        appointment("t3", "cleo", "Cleo Ito", "2026-01-12T15:30:00Z", "cancelled");
        appointment("t4", "dan", "Dan Secret", "2026-01-12T16:00:00Z", "booked");
        // 22:00 of the day before, and 00:15 of the day after, in St. John's.
        appointment("t5", "cleo", "Cleo Ito", "2026-01-12T01:30:00Z", "booked");
        appointment("t6", "cleo", "Cleo Ito", "2026-01-13T03:45:00Z", "booked");
    }

    @Test
    void itHoldsTheDayInThePracticesTimeAndAPageForEachWhoComes() throws IOException {
        Path file = packs.make(plan()).file();
        String all = text(file, PASSPHRASE);
        String first = page(file, "Downtime pack, Monday 12 January 2026");
        assertTrue(first.contains("Alex Rivera"), first);
        assertTrue(first.contains("09:30 · MARLOWE, Ada · born 14-Jul-1958 · 555-0142 · Sick visit"), first);
        assertTrue(first.contains("HERE"), first);
        assertTrue(first.contains("12:00 · ITO, Cleo") && first.contains("CANCELLED"), first);
        assertFalse(first.contains("22:00") || first.contains("00:15"), "other days are not in it");
        String ada = page(file, "MARLOWE, Ada");
        for (String told : List.of(
                "born 14-Jul-1958 (67 y)",
                "No. M-17",
                "555-0142",
                "Today 09:30 · Alex Rivera · Sick visit · Cough since Monday",
                "Do not resuscitate",
                "pacemaker",
                "Interpreter: Spanish",
                "Penicillin V · Hives · CAN BE SEVERE",
                "Lisinopril 10 mg tablet · 1 tablet once a day",
                "Hypertension",
                "Heart rate 72",
                "Potassium 5.9 mmol/L · HIGH",
                "Influenza 2025 (01-Oct-2025)",
                "made 12-Jan-2026 10:30 · page ")) {
            assertTrue(ada.contains(told), () -> told + "\n" + ada);
        }
        assertFalse(ada.contains("Naproxen"), "what was stopped is not taken");
        assertTrue(page(file, "OKAFOR, Ben").contains("No known allergies"), all);
        assertFalse(all.contains("\nITO, Cleo"), "who was cancelled does not come");
        assertTrue(all.contains("page 1 of 4") && all.contains("page 4 of 4"), all);
    }

    @Test
    void whatIsSensitiveOrKeptFromOthersIsNotInItAndEveryPageSaysSo() throws IOException {
        Path file = packs.make(plan()).file();
        assertFalse(text(file, PASSPHRASE).contains("Schizophrenia"));
        for (String name : List.of("MARLOWE, Ada", "OKAFOR, Ben")) {
            assertTrue(page(file, name).contains("The chart may hold more than is printed here"), name);
        }
        String closed = page(file, "SECRET, Dan");
        assertTrue(closed.contains("kept from this pack") && closed.contains("NOT known"), closed);
        assertTrue(closed.contains("Today 12:30"), closed);
    }

    @Test
    void aWrongPassphraseOpensNothing() throws IOException {
        Path file = packs.make(plan()).file();
        assertThrows(InvalidPasswordException.class, () -> text(file, "correct horse 8"));
        assertThrows(InvalidPasswordException.class, () -> text(file, ""));
        assertFalse(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                .contains("Marlowe"));
        try (PDDocument document = Loader.loadPDF(file.toFile(), PASSPHRASE)) {
            assertEquals(256, document.getEncryption().getLength());
            assertEquals(6, document.getEncryption().getRevision());
        }
    }

    @Test
    void whatIsBookedOrChangedMeanwhileIsInTheNextAndOnlyThatIsNotedAnew() throws IOException {
        assertFalse(text(plan()).contains("ITO, Cleo\n"));
        appointment("t7", "cleo", "Cleo Ito", "2026-01-12T18:00:00Z", "booked");
        assertTrue(text(plan()).contains("ITO, Cleo\n"));
        List<List<Long>> noted = new AuditTrail(record.database)
                .events().find(new AuditQuery(null, null, null, "downtime", 10, Long.MAX_VALUE)).stream()
                        .map(AuditEntry::patients)
                        .map(patients -> patients.stream().sorted().toList())
                        .toList();
        assertEquals(
                List.of(addresses("cleo"), addresses("ada", "ben", "dan")),
                noted,
                "the newest first: only what is new");
    }

    private static List<Long> addresses(String... patients) {
        return Stream.of(patients).map(id -> Address.of("Patient", id)).sorted().toList();
    }

    @Test
    void onlyTodaysIsKept() throws IOException {
        Path yesterdays = Files.writeString(folder.resolve("throughline-downtime-2026-01-11.pdf"), "old");
        Path others = Files.writeString(folder.resolve("letter.pdf"), "not ours");
        FileJob.Made made = packs.make(plan());
        assertTrue(Files.exists(yesterdays), "until the new one is known to be there");
        made.afterwards().run();
        assertFalse(Files.exists(yesterdays));
        assertTrue(Files.exists(others) && Files.exists(made.file()));
        assertEquals("3 patients", made.detail());
    }

    private DowntimeSchedule schedule(Path into, Instant at) {
        return new DowntimeSchedule(
                packs::make,
                () -> Optional.of(new PackPlan(into, PASSPHRASE, ZONE)),
                new BackupRuns(record.database, BackupRun.Kind.DOWNTIME),
                Clock.fixed(at, ZoneOffset.UTC));
    }

    @Test
    void aFailureLeavesTheOldOneAndIsWarnedOfUntilTheNextIsThere() throws IOException {
        schedule(folder, NOW).step();
        assertEquals("", schedule(folder, NOW).warning());
        assertEquals(
                "The downtime pack is older than 45 minutes.",
                schedule(folder, NOW.plus(Duration.ofMinutes(46))).warning());
        Path noFolder = Files.writeString(folder.resolve("a-file"), "no folder");
        Instant later = NOW.plus(Duration.ofMinutes(20));
        schedule(noFolder, later).step();
        assertTrue(
                schedule(noFolder, later).warning().startsWith("The last downtime pack could not be made: The folder"),
                () -> schedule(noFolder, later).warning());
        assertTrue(text(folder.resolve("throughline-downtime-2026-01-12.pdf"), PASSPHRASE)
                .contains("MARLOWE"));
        Path elsewhere = folder.resolve("elsewhere");
        schedule(elsewhere, later.plus(Duration.ofMinutes(5))).step();
        assertEquals("", schedule(elsewhere, later.plus(Duration.ofMinutes(5))).warning());
        assertFalse(
                Files.exists(folder.resolve("throughline-downtime-2026-01-12.pdf")),
                "none stays behind in a folder that was chosen before");
    }

    @Test
    void ofSeveralProcessesOneMakesIt() {
        List<Runnable> steps = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            steps.add(schedule(folder, NOW)::step);
        }
        try (ExecutorService processes = Executors.newVirtualThreadPerTaskExecutor()) {
            steps.forEach(processes::execute);
        }
        assertEquals(
                1,
                new BackupRuns(record.database, BackupRun.Kind.DOWNTIME)
                        .newest(10)
                        .size());
    }
}
