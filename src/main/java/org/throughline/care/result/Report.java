package org.throughline.care.result;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.throughline.care.task.ToAcknowledge.Urgency;
import org.throughline.terminology.lab.Flag;

/**
 * A report to read.
 *
 * @param version by which a change says what it was made from
 * @param status FHIR's code: {@code final}, {@code corrected} …
 * @param taken when the specimen was, as FHIR has it; empty when not known
 * @param from who reports; empty when not known
 * @param waitsFor who is to look at it, in words; empty for nobody in particular
 * @param waits whether somebody is still to look at it
 * @param conclusion what is said of it as a whole; empty for nothing
 * @param order the ServiceRequest's id; empty for none
 * @param lines its values, in the order of the report, but for those of organisms
 * @param specimen what was taken, in words; empty when not known
 * @param culture what grew, when it is of a culture
 * @param narrative what it tells in words
 * @param holder the other organization that holds it, so that nothing is done to it here; empty for our own
 */
public record Report(
        String id,
        int version,
        String title,
        String status,
        String taken,
        Instant issued,
        String from,
        String waitsFor,
        boolean waits,
        Urgency urgency,
        String conclusion,
        String order,
        List<Line> lines,
        String specimen,
        Culture culture,
        Narrative narrative,
        String holder) {
    public Report {
        lines = List.copyOf(lines);
    }

    /**
     * One value.
     *
     * @param id of the Observation
     * @param loinc its code; empty when it has none
     * @param flag what its laboratory or the catalogue says of it; nothing when it was not judged
     * @param range the usual bounds, in words; empty when not known
     * @param comment empty for none
     * @param corrected whether it says something else than it once did
     */
    public record Line(
            String id,
            int version,
            String test,
            String loinc,
            String value,
            String unit,
            Optional<Flag> flag,
            String range,
            String comment,
            boolean corrected) {}

    /** Whether it is our own. */
    public boolean ours() {
        return holder.isEmpty();
    }

    /** Whether it was changed after it had been reported. */
    public boolean corrected() {
        return List.of("corrected", "amended", "appended").contains(status);
    }

    /** When the specimen was taken; the beginning of time when not known. */
    public Instant takenAt() {
        return ReportReader.moment(taken);
    }

    /** Whether more is to come. */
    public boolean partial() {
        return List.of("partial", "preliminary", "registered").contains(status);
    }

    /** Whether it was taken back. */
    public boolean withdrawn() {
        return List.of("entered-in-error", "cancelled").contains(status);
    }

    /**
     * That somebody looked at it.
     *
     * @param comment empty for none
     * @param version of the report that was looked at; 0 when not known
     */
    public record Look(String by, Instant when, String comment, int version) {}
}
