package org.throughline.clinic.entry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Shelf;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.entry.sheet.Sheets;
import org.throughline.care.taking.TakingEntries;
import org.throughline.care.task.Tasks;
import org.throughline.clinic.inbox.Team;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Subject;
import org.throughline.network.message.MessagePost;
import org.throughline.terminology.vital.Vitals;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;
import org.throughline.ui.draft.Drafts;

/**
 * Opens the forms beside a chart and takes what was entered, below {@code /patients/ID/SECTION/}: {@code new} for something
 * new, the resource's id for what is there, {@code ID/retract} to take it back; {@code allergies/none} says that none are
 * known.
 */
public final class EntryDesk {
    private static final String NEW = "new";
    private static final int LONGEST_REASON = 500;

    private final Entries entries;
    private final Map<String, EntryKind<?>> kinds;
    private final Drafts drafts;
    private final Clock clock;

    /**
     * The desk.
     *
     * @param names what fields offer: {@code problems}, {@code substances}, {@code reactions}, {@code team-roles}
     * @param people who can be in the care team of a chart's patient, by their references
     */
    public EntryDesk(
            Entries entries,
            ChartReader charts,
            Map<String, Vocabulary> names,
            Tasks tasks,
            Supplier<MessagePost> talks,
            TakingEntries taking,
            Supplier<Team.Present> team,
            Function<Entries.Chart, List<Choice>> people,
            Drafts drafts,
            Clock clock) {
        this.entries = entries;
        Map<String, EntryKind<?>> all = new HashMap<>(Map.of(
                "problems",
                new ProblemKind(entries, named(names, "problems")),
                "allergies",
                new AllergyKind(entries, named(names, "substances"), named(names, "reactions")),
                "vitals",
                new VitalsKind(entries, charts, Vitals.shipped(), clock),
                "tasks",
                new TaskKind(tasks, talks, team),
                TakingKind.KEY,
                new TakingKind(taking),
                TeamKind.KEY,
                new TeamKind(entries, named(names, "team-roles"), people)));
        Sheets.all().forEach(sheet -> all.put(sheet.key(), new SheetKind(new Sheets(entries, clock), sheet, names)));
        this.kinds = Map.copyOf(all);
        this.drafts = drafts;
        this.clock = clock;
    }

    private static Vocabulary named(Map<String, Vocabulary> names, String name) {
        return Objects.requireNonNull(names.get(name), name);
    }

    /** Whether something of a kind can be entered at all. */
    public boolean has(String kind) {
        return kinds.containsKey(kind);
    }

    /** The section of the chart in which entries of a kind are shown. */
    public static String section(String kind) {
        return Shelf.ofGroup(kind).map(Shelf::key).orElse(kind);
    }

    /** The section of the chart in which entries of a FHIR type are shown. */
    public static String sectionOf(String type) {
        return switch (type) {
            case "Condition" -> "problems";
            case "AllergyIntolerance" -> "allergies";
            case "Encounter" -> "visits";
            case "Observation" -> "vitals";
            case "MedicationStatement" -> TakingKind.KEY;
            case "CareTeam" -> section(TeamKind.KEY);
            default ->
                Sheets.all().stream()
                        .filter(sheet -> sheet.type().equals(type))
                        .findFirst()
                        .map(sheet -> section(sheet.key()))
                        .orElse("");
        };
    }

    /** The kinds of which a caller may enter something new. */
    public Set<String> sections(Caller caller) {
        return kinds.entrySet().stream()
                .filter(kind -> caller.may(Interaction.CREATE, kind.getValue().type()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The forms of this chart that its visitor has begun and not saved, the last touched first. */
    public List<Begun> begun(Visit visit, String patient) {
        String booking = "/schedule/book?patient=" + patient;
        String basket = "/orders/" + patient;
        return Stream.of(
                        drafts.below(author(visit), "/patients/" + patient + "/").stream()
                                .flatMap(draft -> Begun.of(draft.key()).stream()),
                        kept(visit, booking, "New appointment"),
                        kept(visit, "/medications/" + patient, "Medications to reconcile"),
                        kept(visit, basket, "Orders in the basket").filter(ignored -> hasOrders(visit, basket)))
                .flatMap(Function.identity())
                .toList();
    }

    /** A basket into which something was put; what is only looked for is no order. */
    private boolean hasOrders(Visit visit, String basket) {
        return drafts.find(author(visit), basket).stream()
                .flatMap(draft -> draft.form().fields().stream())
                .anyMatch(field -> field.name().startsWith("kind-"));
    }

    private Stream<Begun> kept(Visit visit, String address, String words) {
        return drafts.find(author(visit), address).map(draft -> new Begun(address, words)).stream();
    }

    /** The notes of this chart that its visitor has begun and not signed, the last touched first. */
    public List<Begun> unsigned(Visit visit, String patient) {
        return drafts.below(author(visit), "/notes/" + patient + "/").stream()
                .map(draft -> new Begun(draft.key(), draft.form().value("title")))
                .toList();
    }

    /** A form, filled with what is saved or with what was typed and not saved. */
    public EntryPanel<?> open(Visit visit, String patient, String patientName, String section, String id) {
        return open(kind(visit, section, id), visit, patient, patientName, section, id);
    }

    private <P extends EntryPanel<P>> P open(
            EntryKind<P> kind, Visit visit, String patient, String patientName, String section, String id) {
        EntryPanel.Standing fresh = standing(patient, patientName, section, id);
        Entries.Chart chart = chart(visit, patient);
        P saved = id.equals(NEW) ? kind.blank(chart, fresh, fields()) : kind.saved(chart, id, fresh, fields());
        Optional<Draft> draft = drafts.find(author(visit), fresh.address());
        return draft.isEmpty() ? saved : restored(kind, chart, saved, draft.get());
    }

    /** What was typed; when what is saved has changed since it was begun, with how it differs. */
    private <P extends EntryPanel<P>> P restored(EntryKind<P> kind, Entries.Chart chart, P saved, Draft draft) {
        EntryPanel.Standing now = saved.standing();
        EntryPanel.Standing standing = new EntryPanel.Standing(
                now.address(),
                now.back(),
                now.patient(),
                now.version(),
                draft.revision(),
                new Dates(clock.getZone()).moment(draft.saved()),
                Map.of(),
                List.of());
        P typed = kind.typed(chart, standing, draft.form());
        return draft.form().value("version").equals(Integer.toString(now.version()))
                ? typed
                : typed.with(standing.after(now.version(), typed.differences(saved)));
    }

    /**
     * Takes what was sent.
     *
     * @param patientName for the form, if it must be shown again
     * @param page makes the page with the form in the side panel, for a status and the panel
     */
    public Answer take(
            Visit visit,
            String patient,
            String patientName,
            List<String> rest,
            BiFunction<Integer, EntryPanel<?>, Answer> page) {
        if (rest.equals(List.of("allergies", "none"))) {
            return noKnownAllergies(visit, patient);
        }
        EntryKind<?> kind = kind(visit, rest.getFirst(), rest.get(1));
        if (rest.size() == 3 && rest.get(2).equals("retract")) {
            return retract(kind, visit, patient, rest.getFirst(), rest.get(1));
        }
        return rest.size() == 2
                ? take(kind, visit, patient, patientName, rest.getFirst(), rest.get(1), page)
                : Answer.of(405);
    }

    private <P extends EntryPanel<P>> Answer take(
            EntryKind<P> kind,
            Visit visit,
            String patient,
            String patientName,
            String section,
            String id,
            BiFunction<Integer, EntryPanel<?>, Answer> page) {
        Form form = visit.form();
        Entries.Chart chart = chart(visit, patient);
        EntryPanel.Standing standing = new EntryPanel.Standing(
                address(patient, section, id),
                back(patient, section),
                patientName,
                number(form.value("version")),
                number(form.value("draft-revision")),
                "",
                Map.of(),
                List.of());
        P typed = kind.typed(chart, standing, form);
        Map<String, String> faults = new LinkedHashMap<>();
        try {
            String saved = kind.save(chart, id.equals(NEW) ? "" : id, typed, fields(), faults);
            if (faults.isEmpty()) {
                drafts.drop(author(visit), standing.address());
                return Answer.redirect(back(patient, section) + (id.equals(NEW) ? "?added=" : "?saved=") + saved);
            }
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.PreconditionFailed)) {
                throw e;
            }
            P theirs = kind.saved(chart, id, standing, fields());
            return page.apply(409, typed.with(standing.after(theirs.standing().version(), typed.differences(theirs))));
        }
        return page.apply(422, typed.with(standing.with(faults)));
    }

    private Answer noKnownAllergies(Visit visit, String patient) {
        kind(visit, "allergies", NEW);
        entries.addNoKnownAllergies(chart(visit, patient));
        return Answer.redirect(back(patient, "allergies"));
    }

    private Answer retract(EntryKind<?> kind, Visit visit, String patient, String section, String id) {
        String reason = visit.form().value("reason").strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new Failed(new Failure.Invalid("required", "reason", "Say why this was entered in error."));
        }
        entries.retract(
                chart(visit, patient), kind.type(), id, number(visit.form().value("version")), reason);
        drafts.drop(author(visit), address(patient, section, id));
        return Answer.redirect(back(patient, section) + "?retracted=1");
    }

    private EntryKind<?> kind(Visit visit, String section, String id) {
        EntryKind<?> kind = kinds.get(section);
        if (kind == null) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        Interaction interaction = id.equals(NEW) ? Interaction.CREATE : Interaction.UPDATE;
        if (!visit.caller().may(interaction, kind.type())) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        return kind;
    }

    private EntryPanel.Standing standing(String patient, String patientName, String section, String id) {
        return new EntryPanel.Standing(
                address(patient, section, id), back(patient, section), patientName, 0, 0, "", Map.of(), List.of());
    }

    private static String back(String patient, String section) {
        return "/patients/" + patient + "/" + section(section);
    }

    private static String address(String patient, String kind, String id) {
        return "/patients/" + patient + "/" + kind + "/" + id;
    }

    /** Whose chart a visitor enters something into, and as whom. */
    public static Entries.Chart chart(Visit visit, String patient) {
        Subject subject = visit.session().account().subject();
        @Nullable
        Author author = subject == null
                ? null
                : new Author(subject.toString(), visit.session().account().display());
        return new Entries.Chart(visit.caller(), patient, author);
    }

    private static long author(Visit visit) {
        return visit.session().account().number();
    }

    private Fields fields() {
        return new Fields(new Dates(clock.getZone()), LocalDate.now(clock));
    }

    private static int number(String text) {
        try {
            return text.isEmpty() ? 0 : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Failed(new Failure.Malformed("value", "version", "This is not a number."));
        }
    }
}
