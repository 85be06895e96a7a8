package org.throughline.care.taking;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.entry.Entries;
import org.throughline.care.order.Ending;
import org.throughline.care.taking.Answered.How;
import org.throughline.care.visit.OpenVisit;
import org.throughline.care.visit.Visits;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;

/**
 * Goes through what a patient takes, in one act: what differs from what stands there is written, all or nothing, with the
 * List that says that it was done. Whatever nobody changed stays as it is.
 */
public final class Reconciliation {
    private static final String STATEMENT = "MedicationStatement";
    private static final Failure CHANGED =
            new Failure.Conflict("Somebody has changed this patient's medications meanwhile. Look at them again.");

    private final TakingReader reader;
    private final Records records;
    private final Visits visits;
    private final Types types;
    private final Clock clock;

    /** @param clock of the practice, in whose time zone days begin */
    public Reconciliation(TakingReader reader, Records records, Visits visits, Types types, Clock clock) {
        this.reader = reader;
        this.records = records;
        this.visits = visits;
        this.types = types;
        this.clock = clock;
    }

    /** Whether somebody may go through lists. */
    public static boolean may(Caller caller) {
        return caller.may(Interaction.CREATE, STATEMENT)
                && caller.may(Interaction.UPDATE, STATEMENT)
                && caller.may(Interaction.CREATE, "List");
    }

    /** Whether somebody may end prescriptions while doing so. */
    public static boolean mayStop(Caller caller) {
        return caller.may(Duty.PRESCRIBE) && caller.may(Interaction.UPDATE, "MedicationRequest");
    }

    /**
     * What was found out.
     *
     * @param seen what the list was when it was looked at, see {@link TakenList#seen()}
     * @param answers by the rows' keys; rows without one stay as they are
     * @param more what is taken besides
     * @param with by which sources
     */
    public record Outcome(String seen, Map<String, Answered> answers, List<Taking> more, List<Reconciled.Source> with) {
        public Outcome {
            answers = Map.copyOf(answers);
            more = List.copyOf(more);
            with = List.copyOf(with);
        }
    }

    /**
     * Writes it down.
     *
     * @throws Failed with {@link Failure.Conflict} when the list has changed since it was looked at, with {@link
     *     Failure.Forbidden} when a prescription is to be ended by somebody who may not
     */
    public void reconcile(Entries.Chart chart, Outcome outcome) {
        Caller caller = chart.caller();
        TakenList list = reader.list(caller, chart.patient());
        if (!list.seen().equals(outcome.seen())) {
            throw new Failed(CHANGED);
        }
        String encounter =
                visits.open(caller, chart.patient()).map(OpenVisit::id).orElse(null);
        LocalDate today = LocalDate.now(clock);
        StatementWriter writer = new StatementWriter(
                chart.patient(),
                StatementWriter.source(chart.patient(), outcome.with()),
                encounter,
                clock.instant(),
                today);
        Work work = new Work(chart, writer, today, new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        for (Row row : list.rows()) {
            Answered standing = Answered.standing(row);
            Answered answered = outcome.answers().getOrDefault(row.key(), standing);
            if (answered.differs(standing)) {
                work.answer(row, answered);
            }
            if (row.state() != Known.State.ENDED || answered.how() != standing.how()) {
                row.entries()
                        .forEach(each -> work.entries.add(new ReconciledList.Entry(
                                each.reference(), answered.how().words())));
            }
        }
        outcome.more().forEach(work::add);
        write(chart, work, outcome.with(), encounter);
    }

    /**
     * Answers one row alone, by what another record says.
     *
     * @param reference of one of the entries that the row is made of
     * @param from who says so, as it stands as the source of what is written
     * @param along what else is written with it
     * @throws Failed as {@link #reconcile} does
     */
    public void answer(Entries.Chart chart, String reference, Answered answered, JsonObject from, List<Intent> along) {
        Caller caller = chart.caller();
        TakenList list = reader.list(caller, chart.patient());
        Row row = list.rows().stream()
                .filter(each -> each.entries().stream()
                        .anyMatch(entry -> entry.reference().equals(reference)))
                .findFirst()
                .orElseThrow(() -> new Failed(CHANGED));
        String encounter =
                visits.open(caller, chart.patient()).map(OpenVisit::id).orElse(null);
        LocalDate today = LocalDate.now(clock);
        StatementWriter writer = new StatementWriter(chart.patient(), from, encounter, clock.instant(), today);
        Work work = new Work(chart, writer, today, new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        work.answer(row, answered);
        List<Intent> intents = new ArrayList<>(work.intents());
        intents.addAll(along);
        write(chart, intents, reference);
    }

    private void write(Entries.Chart chart, Work work, List<Reconciled.Source> with, @Nullable String encounter) {
        JsonObject done =
                ReconciledList.of(chart.patient(), encounter, chart.author(), clock.instant(), with, work.entries);
        List<Intent> intents = new ArrayList<>(work.intents());
        intents.add(new Intent.Create("List", () -> done, null, null));
        write(chart, intents, "medications");
    }

    private void write(Entries.Chart chart, List<Intent> intents, String target) {
        Caller caller = chart.caller();
        try {
            records.write(
                    caller,
                    intents,
                    (at, written, patients) -> Access.of(
                            at,
                            caller,
                            Action.CREATE,
                            types.number(intents.getLast().type()),
                            target,
                            201,
                            patients),
                    Records.Company.ALL_NEW);
        } catch (Failed e) {
            throw e.failure() instanceof Failure.PreconditionFailed || e.failure() instanceof Failure.Conflict
                    ? new Failed(CHANGED, e)
                    : e;
        }
    }

    /** What is to be written. */
    private record Work(
            Entries.Chart chart,
            StatementWriter writer,
            LocalDate today,
            Map<String, Intent> changes,
            List<Intent> creations,
            List<ReconciledList.Entry> entries) {
        List<Intent> intents() {
            List<Intent> all = new ArrayList<>(changes.values());
            all.addAll(creations);
            return all;
        }

        void answer(Row row, Answered answered) {
            if (answered.how() == How.STOP && row.isPrescribed() && !mayStop(chart.caller())) {
                throw new Failed(new Failure.Forbidden("Your roles do not include changing prescriptions."));
            }
            for (Known each : row.entries()) {
                if (each.isPrescription()) {
                    prescription(row, each, answered);
                } else {
                    change(each, statement -> statement(statement, each, answered));
                }
            }
        }

        private JsonObject statement(JsonObject statement, Known known, Answered answered) {
            return switch (answered.how()) {
                case TAKING -> writer.taken(statement);
                case DIFFERENTLY -> writer.taken(statement, answered.sig(), known.product());
                case NOT_TAKING, STOP -> writer.stopped(statement, answered.reason());
                case UNKNOWN -> writer.unknown(statement);
            };
        }

        private void prescription(Row row, Known prescription, Answered answered) {
            if (answered.how() == How.STOP && prescription.state() != Known.State.ENDED) {
                change(
                        prescription,
                        request -> Ending.after(
                                Ending.Act.STOP,
                                request,
                                chart.patient(),
                                answered.reason().isBlank() ? "Not taken by the patient" : answered.reason(),
                                today));
            }
            List<Known> said = row.said().stream()
                    .filter(each -> each.about().contains(prescription.reference()))
                    .toList();
            said.forEach(each -> change(each, word -> word(word, prescription, answered)));
            if (said.isEmpty() && answered.how() != How.STOP) {
                JsonObject word = word(writer.about(prescription), prescription, answered);
                creations.add(new Intent.Create(
                        STATEMENT,
                        () -> word,
                        "identifier=" + StatementWriter.ABOUT + "|" + prescription.reference()
                                + "&status=active,not-taken,unknown,intended,on-hold",
                        null));
            }
        }

        private JsonObject word(JsonObject word, Known prescription, Answered answered) {
            return switch (answered.how()) {
                case TAKING -> writer.asPrescribed(word);
                case DIFFERENTLY -> writer.taken(word, answered.sig(), prescription.product());
                case NOT_TAKING, STOP -> writer.notTaken(word, answered.reason());
                case UNKNOWN -> writer.unknown(word).without("dosage");
            };
        }

        private void change(Known known, UnaryOperator<JsonObject> edit) {
            int slash = known.reference().indexOf('/');
            changes.put(
                    known.reference(),
                    new Intent.Patch(
                            new Target.ById(
                                    known.reference().substring(0, slash),
                                    known.reference().substring(slash + 1)),
                            edit,
                            new Precondition.Version(known.version())));
        }

        void add(Taking taking) {
            JsonObject statement = writer.of(taking);
            String url = "urn:uuid:"
                    + UUID.nameUUIDFromBytes(
                            ("taken " + creations.size()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            creations.add(new Intent.Create(STATEMENT, () -> statement, null, url));
            entries.add(new ReconciledList.Entry(url, "Added"));
        }
    }
}
