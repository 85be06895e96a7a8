package org.throughline.care.note;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Line;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Concept;
import org.throughline.care.entry.Entries;
import org.throughline.care.form.Field;
import org.throughline.care.form.Filled;
import org.throughline.care.form.Pulled;
import org.throughline.care.form.Retyped;
import org.throughline.care.form.Terms;
import org.throughline.care.vital.Measured;
import org.throughline.care.vital.VitalsEntry;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Records.Company;
import org.throughline.record.Target;
import org.throughline.terminology.Coding;
import org.throughline.terminology.vital.Vital;
import org.throughline.terminology.vital.Vitals;

/**
 * Signs notes: the note, its answers and what its fields become in the chart are written in one transaction, or nothing is.
 */
public final class Signing {
    private static final String NOTE_URL = "urn:uuid:6f1c7f0e-0000-4000-8000-ffffffffffff";
    private static final String ANSWERS_URL = "urn:uuid:6f1c7f0e-0000-4000-8000-000000000000";

    private final Records records;
    private final Notes notes;
    private final Chartbook book;
    private final Prefill prefill;
    private final ChartReader charts;
    private final Entries entries;
    private final Terms terms;
    private final Vitals vitals;
    private final Types types;
    private final Clock clock;

    public Signing(
            Records records,
            Notes notes,
            Chartbook book,
            Prefill prefill,
            ChartReader charts,
            Entries entries,
            Terms terms,
            Types types,
            Clock clock) {
        this.records = records;
        this.notes = notes;
        this.book = book;
        this.prefill = prefill;
        this.charts = charts;
        this.entries = entries;
        this.terms = terms;
        this.vitals = Vitals.shipped();
        this.types = types;
        this.clock = clock;
    }

    /**
     * What is to be said of a note before it can be signed.
     *
     * @param faults what is wrong, by the field's key
     * @param questions what is unusual, to be said yes to
     */
    public record Said(Map<String, String> faults, List<String> questions) {
        public Said {
            faults = Map.copyOf(faults);
            questions = List.copyOf(questions);
        }
    }

    /** Looks at a note that is to be signed: at what is needed, and at vital signs as everywhere. */
    public Said look(Entries.Chart chart, Filled filled) {
        Extraction extraction = new Extraction(filled, terms, clock.getZone(), Set.of());
        Map<String, String> faults = new HashMap<>(filled.faults());
        faults.putAll(lost(chart, filled));
        Optional<VitalsEntry> signs = extraction.vitals(clock.instant());
        if (signs.isEmpty()) {
            return new Said(faults, List.of());
        }
        Measured lastWeight = charts.vitals(chart.caller(), chart.patient()).stream()
                .filter(each -> each.vital() == Vital.WEIGHT)
                .findFirst()
                .orElse(null);
        String born = charts.person(chart.caller(), chart.patient()).birthDate();
        VitalsEntry.Said said = signs.get().look(vitals, new VitalsEntry.Background(born, lastWeight));
        said.refused()
                .forEach((vital, why) -> extraction.field(vital).ifPresent(field -> faults.put(field.key(), why)));
        return new Said(faults, said.questions());
    }

    /** Fields with something from the chart that cannot be read: it is of another chart, or hidden from this author. */
    private Map<String, String> lost(Entries.Chart chart, Filled filled) {
        Map<String, String> lost = new HashMap<>();
        List<Pulled> all =
                filled.pulled().values().stream().flatMap(List::stream).toList();
        Set<Pulled> found = book.look(chart.caller(), chart.patient(), all).keySet();
        filled.pulled().forEach((key, pulled) -> {
            if (!found.containsAll(pulled)) {
                lost.put(key, "Something that was pulled in here is not in this chart. Take it out.");
            }
        });
        return lost;
    }

    /**
     * Signs a note.
     *
     * @return the DocumentReference's id
     * @throws Failed with {@link Failure.Conflict} when it is signed already, and {@link Failure.Forbidden} when the caller
     *     is nobody who can sign
     */
    public String sign(Entries.Chart chart, Written written) {
        Author author = author(chart);
        Instant now = clock.instant();
        List<Pulled> pulled = written.filled().pulled().values().stream()
                .flatMap(List::stream)
                .toList();
        Map<Pulled, Chartbook.Found> found = book.look(chart.caller(), chart.patient(), pulled);
        Function<Pulled, String> words = each -> words(found.get(each));
        Set<Json> labels =
                found.values().stream().flatMap(each -> each.labels().stream()).collect(Collectors.toSet());
        NoteDocument document = new NoteDocument(written, chart.patient(), author, now, words, labels);
        List<Intent> intents = new ArrayList<>();
        JsonObject answers = document.answers();
        intents.add(new Intent.Create(Notes.ANSWERS, () -> answers, null, ANSWERS_URL));
        List<String> related = new ArrayList<>(List.of(ANSWERS_URL));
        for (JsonObject entry : landing(chart, written, author, now)) {
            String url = ANSWERS_URL.replaceFirst("0{12}$", String.format("%012d", intents.size()));
            String type = NoteReader.text(entry, "resourceType");
            intents.add(new Intent.Create(type, () -> entry, null, url));
            related.add(url);
        }
        JsonObject note = document.document(answers, related);
        String number = "identifier=" + NoteDocument.NUMBERS + "%7C" + written.number();
        int at = intents.size();
        intents.add(new Intent.Create(Notes.DOCUMENT, () -> note, number, NOTE_URL));
        intents.addAll(beside(chart, written, author, now));
        if (intents.stream().anyMatch(intent -> intent.type().equals("AllergyIntolerance"))) {
            intents.addAll(entries.noneKnownEnds(chart));
        }
        return write(chart, intents, at);
    }

    /** What else is written with a note: the one that it is an addendum of says so, and a supervisor is asked. */
    private List<Intent> beside(Entries.Chart chart, Written written, Author author, Instant now) {
        List<Intent> beside = new ArrayList<>();
        if (!written.appends().isEmpty()) {
            notes.read(chart.caller(), chart.patient(), Notes.DOCUMENT, written.appends());
            beside.add(amended(written.appends()));
        }
        if (!written.cosigner().isEmpty()) {
            String title = written.filled().template().title();
            JsonObject task = Cosigning.task(NOTE_URL, chart.patient(), title, author, written.cosigner(), now);
            beside.add(new Intent.Create("Task", () -> task, null, null));
        }
        return beside;
    }

    private String write(Entries.Chart chart, List<Intent> intents, int note) {
        return Objects.requireNonNull(records.write(
                                chart.caller(),
                                intents,
                                (at, outcomes, patients) -> Access.of(
                                        at,
                                        chart.caller(),
                                        Action.CREATE,
                                        types.number(Notes.DOCUMENT),
                                        "note signed",
                                        201,
                                        patients),
                                Company.ALL_NEW)
                        .get(note)
                        .stored())
                .id();
    }

    /** A signed note that gets an addendum says so. */
    private static Intent amended(String id) {
        return new Intent.Patch(
                new Target.ById(Notes.DOCUMENT, id),
                before -> "final".equals(before.text("docStatus"))
                        ? before.with("docStatus", new JsonString("amended"))
                        : before,
                Precondition.NONE);
    }

    static Author author(Entries.Chart chart) {
        Author author = chart.author();
        if (author == null) {
            throw new Failed(new Failure.Forbidden(
                    "Your account is not that of anybody in the directory, so that it cannot sign."));
        }
        return author;
    }

    static String words(Chartbook.@Nullable Found found) {
        if (found == null) {
            return "";
        }
        Line line = found.line();
        String flag = line.flag().isEmpty() ? "" : "(" + line.flag() + ")";
        String date = line.date().length() > 10 ? line.date().substring(0, 10) : line.date();
        return Stream.of(line.what(), line.detail(), flag, date)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** What the fields become: no problem and no allergy that is in the chart already. */
    private List<JsonObject> landing(Entries.Chart chart, Written written, Author author, Instant now) {
        Extraction extraction =
                new Extraction(written.filled(), terms, clock.getZone(), unchanged(chart, written.filled()));
        Extraction.Setting setting =
                new Extraction.Setting(chart.patient(), author, now, written.encounter(), ANSWERS_URL);
        List<JsonObject> landing = new ArrayList<>();
        fresh(chart, extraction.problems(), Chartbook.Shelf.PROBLEMS)
                .forEach(each -> landing.add(Extraction.problem(each, setting)));
        fresh(chart, extraction.allergies(), Chartbook.Shelf.ALLERGIES)
                .forEach(each -> landing.add(Extraction.allergy(each, setting)));
        landing.addAll(extraction.observations(setting));
        return landing;
    }

    /** The fields that begin with the patient's last value and still hold it. */
    private Set<String> unchanged(Entries.Chart chart, Filled filled) {
        Map<String, String> last = prefill.values(chart.caller(), chart.patient(), filled.template(), Optional.empty());
        return filled.template()
                .fields()
                .filter(Field::last)
                .filter(field -> filled.answers(field.key()).stream()
                        .anyMatch(answer -> Retyped.text(field, answer).equals(last.get(field.key()))))
                .map(Field::key)
                .collect(Collectors.toSet());
    }

    private List<Concept> fresh(Entries.Chart chart, List<Concept> named, Chartbook.Shelf shelf) {
        if (named.isEmpty()) {
            return named;
        }
        Set<String> known = new HashSet<>();
        book.resources(chart.caller(), chart.patient(), shelf).forEach(resource -> {
            Concept code = Concept.of(resource.object("code"));
            known.add(code.text());
            code.codings().forEach(coding -> known.add(key(coding)));
        });
        return named.stream()
                .filter(concept -> !known.contains(concept.text())
                        && concept.codings().stream().map(Signing::key).noneMatch(known::contains))
                .toList();
    }

    private static String key(Coding coding) {
        return coding.system() + "|" + coding.code();
    }
}
