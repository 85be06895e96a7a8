package org.throughline.care.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.result.Culture.Susceptibility;
import org.throughline.care.task.ToAcknowledge.Urgency;
import org.throughline.fhir.definitions.R4;
import org.throughline.record.RecordSettings;
import org.throughline.search.SearchFixture;
import org.throughline.terminology.lab.Cultures;
import org.throughline.terminology.lab.Labs;

/** Cultures and reports in words: from the API and from the form, from preliminary to final. */
class CultureTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Labs LABS = Labs.shipped();
    private static final Cultures CULTURES = Cultures.shipped();
    private static final Caller CALLER = new Caller("test", "Test", Rights.EVERYTHING);
    private static final SearchFixture RECORD =
            new SearchFixture(new RecordSettings(false, true), fixture -> new Arrival(CLOCK));
    private static final Results RESULTS = new Results(RECORD.records, RECORD.searches(), R4.types(), LABS, CLOCK);
    private static final CultureEntry ENTRY = new CultureEntry(RECORD.records, RECORD.searches(), R4.types(), CLOCK);
    private static final Entries.Chart CHART = chart();

    private static Entries.Chart chart() {
        RECORD.store(
                "{'resourceType':'Practitioner','id':'4'}",
                "{'resourceType':'Patient','id':'p','birthDate':'1980-05-06','gender':'female'}");
        return new Entries.Chart(CALLER, "p", new Author("Practitioner/4", "Lab"));
    }

    private static Report report(String id) {
        return RESULTS.report(CALLER, "p", id);
    }

    @Test
    void aCultureFromALaboratoryIsReadByOrganismAndAntibiotic() {
        String common =
                "'status':'final','category':[{'coding':[{'code':'laboratory'}]}],'subject':{'reference':'Patient/p'},";
        RECORD.store(
                "{'resourceType':'Observation','id':'amp'," + common
                        + "'code':{'coding':[{'system':'http://loinc.org','code':'18864-9','display':'Ampicillin [Susceptibility]'}]},'valueQuantity':{'value':32,'comparator':'>=','unit':'ug/mL'},'interpretation':[{'coding':[{'code':'R'}]}]}",
                "{'resourceType':'Observation','id':'nit'," + common
                        + "'code':{'text':'Nitrofurantoin'},'valueCodeableConcept':{'coding':[{'code':'S'}]}}",
                "{'resourceType':'Observation','id':'gram'," + common
                        + "'code':{'text':'Gram stain'},'valueString':'Gram-negative rods'}",
                "{'resourceType':'Observation','id':'coli'," + common
                        + "'code':{'coding':[{'system':'http://loinc.org','code':'630-4'}],'text':'Urine culture'},'valueCodeableConcept':{'coding':[{'system':'http://snomed.info/sct','code':'112283007','display':'Escherichia coli'}]},'component':[{'code':{'text':'Colony count'},'valueString':'>100,000 CFU/mL'}],'hasMember':[{'reference':'Observation/amp'},{'reference':'Observation/nit'}]}",
                "{'resourceType':'DiagnosticReport','id':'urine','status':'final','code':{'text':'Urine culture'},'subject':{'reference':'Patient/p'},'result':[{'reference':'Observation/gram'},{'reference':'Observation/coli'},{'reference':'Observation/amp'}]}");
        Report report = report("urine");
        assertEquals(
                List.of("Gram stain"),
                report.lines().stream().map(Report.Line::test).toList());
        Culture.Isolate coli = report.culture().isolates().getFirst();
        assertEquals("Escherichia coli", coli.organism());
        assertEquals(">100,000 CFU/mL", coli.quantity());
        assertEquals(List.of("Ampicillin", "Nitrofurantoin"), report.culture().antibiotics());
        Culture.Tested ampicillin = coli.tested("Ampicillin").orElseThrow();
        assertEquals(">=32 ug/mL", ampicillin.value());
        assertTrue(ampicillin.judged().isResistant());
        assertEquals(
                Susceptibility.SUSCEPTIBLE,
                coli.tested("Nitrofurantoin").orElseThrow().judged());

        new Sorting(RECORD.records, RECORD.searches(), R4.types(), LABS, CLOCK).run();
        assertEquals(Urgency.ABNORMAL, report("urine").urgency());
    }

    private static NewCulture culture(boolean whole, String outcome, String... isolates) {
        return new NewCulture(
                null,
                LABS.named("Blood culture").orElseThrow(),
                "Blood, left arm",
                CLOCK.instant().minusSeconds(3600),
                whole,
                outcome,
                List.of(isolates).stream()
                        .map(each -> each.split("\\|", -1))
                        .map(each -> new NewCulture.Isolate(
                                CULTURES.organism(each[0]),
                                each[1],
                                TypedSusceptibility.read(each[2], CULTURES).tested()))
                        .toList(),
                "",
                isolates.length > 0);
    }

    @Test
    void aCultureIsEnteredPreliminaryAndBroughtOnToFinalAndWaitsAgain() {
        String id = ENTRY.enter(CHART, culture(false, "No growth"));
        Report first = report(id);
        assertTrue(first.partial());
        assertEquals(Urgency.ROUTINE, first.urgency());
        RESULTS.acknowledge(CHART, id, first.version(), "");

        Report seen = report(id);
        ENTRY.bringOn(CHART, id, seen.version(), culture(true, "", "MRSA|2 of 2 bottles|oxacillin R\nvanc 1 S"));
        Report last = report(id);
        assertTrue(last.waits());
        assertEquals("final", last.status());
        assertEquals(Urgency.CRITICAL, last.urgency());
        assertEquals(List.of(), last.lines());
        Culture.Isolate grew = last.culture().isolates().getFirst();
        assertEquals("Staphylococcus aureus, methicillin resistant", grew.organism());
        assertEquals("2 of 2 bottles", grew.quantity());
        assertEquals("1 µg/mL", grew.tested("Vancomycin").orElseThrow().value());
        assertEquals("Oxacillin R\nVancomycin 1 S", TypedSusceptibility.typed(grew));

        ENTRY.bringOn(CHART, id, last.version(), culture(true, "", "MRSA|2 of 2 bottles|oxacillin R\nvanc 4 I"));
        assertTrue(report(id).corrected());
    }

    @Test
    void nothingIsGuessedOfWhatIsTypedOfSusceptibility() {
        TypedSusceptibility read = TypedSusceptibility.read(
                "ampicillin >=32 R\ncefazolin 18 mm I\npip 16 S\namox S\nfoo S\nampicillin S\nvancomycin", CULTURES);
        assertEquals(
                List.of("Ampicillin", "Cefazolin", "Piperacillin + tazobactam"),
                read.tested().stream().map(each -> each.antibiotic().name()).toList());
        assertTrue(read.tested().get(1).zone());
        assertEquals(4, read.faults().size(), read.faults()::toString);
    }

    @Test
    void aReportInWordsIsEnteredBySectionsAndMayBeCritical() {
        String id = RESULTS.enter(
                CHART,
                new NewReport(
                        null,
                        null,
                        LABS.named("Gram stain").orElseThrow(),
                        CLOCK.instant().minusSeconds(60),
                        List.of(),
                        new NewReport.Told("Many cocci in clusters.", "Staphylococci.", true),
                        true));
        Report told = report(id);
        assertEquals(
                List.of(
                        new Narrative.Section("Findings", "Many cocci in clusters."),
                        new Narrative.Section("Impression", "Staphylococci.")),
                told.narrative().sections());
        assertEquals(Urgency.CRITICAL, told.urgency());
        assertTrue(told.narrative().says(told.conclusion()));
    }

    @Test
    void aReportInWordsIsReadBySections() {
        String text = Base64.getEncoder()
                .encodeToString("Kept cold.\nFINDINGS: Two cores.\nBoth with glands.\n\nIMPRESSION:\nAdenocarcinoma."
                        .getBytes(StandardCharsets.UTF_8));
        RECORD.store(
                "{'resourceType':'DiagnosticReport','id':'path','status':'final','code':{'text':'Biopsy'},'subject':{'reference':'Patient/p'},'conclusion':'Adenocarcinoma','conclusionCode':[{'text':'Adenocarcinoma of prostate'}],'presentedForm':[{'contentType':'text/plain','data':'"
                        + text + "'}]}");
        Narrative told = report("path").narrative();
        assertEquals(
                List.of("", "Findings", "Impression"),
                told.sections().stream().map(Narrative.Section::title).toList());
        assertEquals("Two cores.\nBoth with glands.", told.sections().get(1).text());
        assertEquals(List.of("Adenocarcinoma of prostate"), told.codes());
    }
}
