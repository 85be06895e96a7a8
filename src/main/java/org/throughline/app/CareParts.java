package org.throughline.app;

import java.time.Clock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.throughline.care.charge.Charges;
import org.throughline.care.charge.Fees;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.check.Checks;
import org.throughline.care.directory.Directory;
import org.throughline.care.entry.Entries;
import org.throughline.care.form.Terms;
import org.throughline.care.given.Giving;
import org.throughline.care.hold.Holding;
import org.throughline.care.imaging.ImagingHistory;
import org.throughline.care.imaging.KeyLabs;
import org.throughline.care.imaging.Reading;
import org.throughline.care.imaging.ReadingList;
import org.throughline.care.imaging.SecondReadings;
import org.throughline.care.note.Afterwards;
import org.throughline.care.note.Chartbook;
import org.throughline.care.note.Cosigning;
import org.throughline.care.note.Notes;
import org.throughline.care.note.Prefill;
import org.throughline.care.note.Signing;
import org.throughline.care.note.Templates;
import org.throughline.care.order.Countersigning;
import org.throughline.care.order.LastResults;
import org.throughline.care.order.OpenOrders;
import org.throughline.care.plan.PlanChanges;
import org.throughline.care.plan.PlanReader;
import org.throughline.care.registration.PatientFile;
import org.throughline.care.result.Results;
import org.throughline.care.schedule.PracticeSetup;
import org.throughline.care.schedule.ScheduleReader;
import org.throughline.care.schedule.Scheduler;
import org.throughline.care.summary.SummaryReader;
import org.throughline.care.taking.Reconciliation;
import org.throughline.care.taking.TakingReader;
import org.throughline.care.task.Tasks;
import org.throughline.care.visit.Visits;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.reference.References;
import org.throughline.kernel.Ids;
import org.throughline.record.Records;
import org.throughline.search.Searches;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;

/**
 * What is done in care, put together over one record: for the screens, for what is done behind them, and for the
 * demonstration, which does it at times that have gone by.
 *
 * @param clock of the practice: what is done is done at its time, and its days begin in its time zone
 */
record CareParts(Records records, Searches searches, Types types, RandomGenerator random, Clock clock) {
    /** The same at the time of another clock. */
    CareParts at(Clock time) {
        return new CareParts(records, searches, types, random, time);
    }

    /** Charts to read. */
    ChartReader charts() {
        return new ChartReader(records, searches);
    }

    /** Who works where. */
    Directory directory() {
        return new Directory(records, searches, types);
    }

    /** Enters into charts. */
    Entries entries() {
        return new Entries(records, searches, types, clock);
    }

    /** Who a patient is and who belongs to them. */
    PatientFile patientFile() {
        return new PatientFile(records, searches, types, clock);
    }

    /** Gives tasks and sends messages. */
    Tasks tasks() {
        return new Tasks(records, searches, types, clock);
    }

    /**
     * The plans, goals and care teams of patients.
     *
     * @param base the address of the API
     */
    PlanReader plans(String base) {
        return new PlanReader(records, searches, new References(types, base), clock);
    }

    /**
     * Changes those of ours.
     *
     * @param base the address of the API
     */
    PlanChanges planChanges(String base) {
        return new PlanChanges(records, new References(types, base), new Ids(clock, random)::next);
    }

    /** What patients take, as far as anybody knows. */
    TakingReader taking(Drugs drugs) {
        return new TakingReader(records, searches, drugs, clock);
    }

    /** Goes through what patients take. */
    Reconciliation reconciliation(Drugs drugs) {
        return new Reconciliation(taking(drugs), records, visits(), types, clock);
    }

    /**
     * Summaries of patients that are handed on.
     *
     * @param base the address of the API
     * @param organization the id of our Organization; empty for none
     */
    SummaryReader summaries(String base, Supplier<String> organization) {
        return new SummaryReader(
                records, searches, new References(types, base), organization, new Ids(clock, random), clock);
    }

    /** Gives what is ordered to be given here. */
    Giving giving(Checks checks, Drugs drugs) {
        return new Giving(records, searches, checks, visits(), drugs, types, clock);
    }

    /** What has been ordered and is open. */
    OpenOrders openOrders() {
        return new OpenOrders(records, searches);
    }

    /** Enters and reads results. */
    Results results() {
        return new Results(records, searches, types, Labs.shipped(), clock);
    }

    /** Holds results from their patient. */
    Holding holding() {
        return new Holding(records, searches, types, clock);
    }

    /** Signs orders afterwards that others entered. */
    Countersigning countersigning() {
        return new Countersigning(records, searches, types, clock);
    }

    /** The last results of tests. */
    LastResults lastResults() {
        return new LastResults(records, searches);
    }

    /** What charts say for imaging. */
    ImagingHistory imagingHistory() {
        return new ImagingHistory(records, searches, Imaging.shipped(), clock);
    }

    /** What is to be examined and read. */
    ReadingList readingList() {
        return new ReadingList(records, searches, types, Imaging.shipped());
    }

    /** Writes reports of imaging. */
    Reading reading() {
        return new Reading(records, searches, types, clock);
    }

    /** Second readings that are asked for. */
    SecondReadings secondReadings() {
        return new SecondReadings(records, searches, types);
    }

    /** The last results that help to read images. */
    KeyLabs keyLabs() {
        return new KeyLabs(records, searches, Imaging.shipped());
    }

    /** The schedule to read. */
    ScheduleReader schedule() {
        return new ScheduleReader(records, searches);
    }

    /** Books. */
    Scheduler scheduler() {
        return new Scheduler(records, types, clock);
    }

    /** Says who can be booked. */
    PracticeSetup practiceSetup() {
        return new PracticeSetup(records, types);
    }

    /** Brings visits on. */
    Visits visits() {
        return new Visits(records, searches, types, clock);
    }

    /** The list of fees. */
    Fees fees() {
        return new Fees(records, searches, types, new Ids(clock, random));
    }

    /** Charges what was done. */
    Charges charges() {
        return new Charges(records, searches, fees(), types, clock);
    }

    /** The templates of notes. */
    Templates templates() {
        return new Templates(records, searches, types);
    }

    /** What the chart holds, to be taken into notes. */
    Chartbook chartbook() {
        return new Chartbook(records, searches);
    }

    /** Notes that are signed. */
    Notes notes() {
        return new Notes(records, searches);
    }

    /** What fields of a note begin with. */
    Prefill prefill() {
        return new Prefill(records, searches);
    }

    /** Signs notes. */
    Signing signing(Terms terms) {
        return new Signing(records, notes(), chartbook(), prefill(), charts(), entries(), terms, types, clock);
    }

    /** Who is asked to sign notes too. */
    Cosigning cosigning() {
        return new Cosigning(records, searches);
    }

    /** What happens to notes after they were signed. */
    Afterwards afterwards() {
        return new Afterwards(records, notes(), chartbook(), cosigning(), types, clock);
    }
}
