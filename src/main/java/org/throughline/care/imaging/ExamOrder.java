package org.throughline.care.imaging;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.fhir.json.JsonObject;

/**
 * An order of imaging, as whoever does and reads it sees it.
 *
 * @param id of the ServiceRequest
 * @param version by which a change says what it was made from
 * @param patient the Patient's id
 * @param reasons what it is for, in words
 * @param notes the question, the history, the side, what else was said
 * @param relevant what the chart said that matters, when it was ordered
 * @param requester the Reference of whoever ordered it; empty when nobody is named
 * @param ordered when, as FHIR has it
 * @param planned the day for which it is planned, as FHIR has it; empty for as soon as it can be done
 * @param reader the Reference of whoever has taken it to read; empty for nobody
 * @param done that the examination is done; empty while it is not
 * @param preliminary the id of a preliminary report of it; empty for none
 */
public record ExamOrder(
        String id,
        int version,
        String patient,
        Concept what,
        Priority priority,
        List<String> reasons,
        List<String> notes,
        List<String> relevant,
        JsonObject requester,
        String ordered,
        String planned,
        JsonObject reader,
        Optional<Done> done,
        String preliminary) {
    private static final Duration STAT = Duration.ofHours(1);
    private static final Duration URGENT = Duration.ofHours(4);
    private static final Duration ROUTINE = Duration.ofDays(1);

    public ExamOrder {
        reasons = List.copyOf(reasons);
        notes = List.copyOf(notes);
        relevant = List.copyOf(relevant);
    }

    /**
     * That an examination is done.
     *
     * @param by who did it; empty when that is not told
     * @param note what is to be known of how; empty for nothing
     * @param studies the references of its ImagingStudies
     */
    public record Done(Instant at, String by, String note, List<String> studies) {
        public Done {
            studies = List.copyOf(studies);
        }
    }

    /** @param done that it is done, from what is based on it */
    static ExamOrder of(JsonObject order, Optional<Done> done, String preliminary) {
        return new ExamOrder(
                Parts.text(order, "id"),
                Integer.parseInt(Parts.text(order.object("meta"), "versionId")),
                Parts.idOf(order.object("subject"), "Patient"),
                Concept.of(order.object("code")),
                Priority.of(order.text("priority")),
                Stream.concat(
                                order.objects("reasonReference").stream().map(each -> Parts.text(each, "display")),
                                order.objects("reasonCode").stream().map(Parts::words))
                        .filter(each -> !each.isEmpty())
                        .toList(),
                texts(order, "note", "text"),
                texts(order, "supportingInfo", "display"),
                Objects.requireNonNullElse(order.object("requester"), JsonObject.EMPTY),
                Parts.text(order, "authoredOn"),
                Parts.text(order, "occurrenceDateTime"),
                order.objects("performer").stream()
                        .filter(ExamOrder::isPerson)
                        .findFirst()
                        .orElse(JsonObject.EMPTY),
                done,
                preliminary);
    }

    static boolean isPerson(JsonObject reference) {
        return Parts.text(reference, "reference").startsWith("Practitioner");
    }

    private static List<String> texts(JsonObject order, String list, String text) {
        return order.objects(list).stream()
                .map(each -> Parts.text(each, text))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    /** When it should be read: an hour after it was done at once, four urgently, a day otherwise. Empty while it is not done. */
    public Optional<Instant> due() {
        return done.map(each -> each.at()
                .plus(
                        switch (priority) {
                            case STAT -> STAT;
                            case ASAP, URGENT -> URGENT;
                            case ROUTINE -> ROUTINE;
                        }));
    }

    /** Whether nobody has taken it. */
    public boolean isFree() {
        return reader.size() == 0;
    }

    /** Whether somebody has taken it. */
    public boolean isOf(String reference) {
        return reference.equals(reader.text("reference"));
    }
}
