package org.throughline.clinic.registration;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.entry.Author;
import org.throughline.care.registration.MergeField;
import org.throughline.care.registration.Merger;
import org.throughline.care.registration.Registry;
import org.throughline.fhir.json.JsonObject;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.Subject;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * Makes two records of one person one: {@code /merge/ID} to choose the other, {@code /merge/ID/OTHER} with both side by side,
 * of which the first goes on; {@code /merge/ID/OTHER/undo} takes it back.
 */
public final class MergeScreen implements Screen {
    private static final int MOST = 10;

    private final Merger merger;
    private final Registry registry;
    private final ChartReader charts;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    public MergeScreen(
            Merger merger, Registry registry, ChartReader charts, AuditTrail audit, Pages pages, Clock clock) {
        this.merger = merger;
        this.registry = registry;
        this.charts = charts;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "the merging of records";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        if (!visit.caller().may(Interaction.UPDATE, "Patient")) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        List<String> path = visit.path();
        boolean undo = path.size() == 4 && path.get(3).equals("undo");
        if (path.size() == 2 && !visit.posts()) {
            return pick(visit, path.get(1));
        }
        if (path.size() != 3 && !undo) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        if (undo) {
            Merger.Merged merged = merged(visit, path.get(1), path.get(2));
            return visit.posts() ? unmerge(visit, merged) : undoPage(visit, merged, 200, "");
        }
        Merger.Side kept = merger.side(visit.caller(), path.get(1));
        Merger.Side other = merger.side(visit.caller(), path.get(2));
        return visit.posts() ? merge(visit, kept, other) : page(visit, kept, other, 200, "");
    }

    private Answer pick(Visit visit, String id) {
        Merger.Side side = merger.side(visit.caller(), id);
        String typed = visit.request().parameter("q").orElse("");
        List<CandidateView> candidates = registry.candidates(visit.caller(), side.registration(), id).stream()
                .map(each -> CandidateView.of(each, dates(), today()))
                .toList();
        List<CandidateView> found = typed.isBlank()
                ? List.of()
                : charts.patients(visit.caller(), typed, MOST).stream()
                        .filter(person -> !person.id().equals(id))
                        .map(person -> CandidateView.of(person, dates(), today()))
                        .toList();
        note(
                visit,
                "merge/" + id,
                Stream.concat(
                                Stream.of(id),
                                Stream.concat(candidates.stream(), found.stream())
                                        .map(CandidateView::id))
                        .distinct()
                        .toArray(String[]::new));
        return pages.page(
                200,
                "clinic/registration/pick.jte",
                Map.of(
                        "frame",
                        visit.frame("Merge", Place.PATIENTS),
                        "view",
                        new MergeView.Pick(
                                side(side.person(), side.version()), typed, candidates, found, done(visit, id))));
    }

    private List<MergeView.Done> done(Visit visit, String id) {
        return merger.into(visit.caller(), id).stream()
                .map(each -> new MergeView.Done(
                        side(each.replaced(), 0), dates().moment(each.since()), each.by(), each.reason()))
                .toList();
    }

    private Answer page(Visit visit, Merger.Side kept, Merger.Side other, int status, String failure) {
        note(
                visit,
                "merge/" + kept.person().id() + "/" + other.person().id(),
                kept.person().id(),
                other.person().id());
        Set<MergeField> taken = taken(visit.form());
        List<MergeView.Row> rows = Arrays.stream(MergeField.values())
                .map(field -> row(field, kept, other, visit.posts() ? taken.contains(field) : null))
                .filter(row -> !row.kept().isEmpty() || !row.other().isEmpty())
                .toList();
        MergeView view = new MergeView(
                side(kept.person(), kept.version()),
                side(other.person(), other.version()),
                rows,
                visit.form().value("reason"),
                failure);
        return pages.page(
                status,
                "clinic/registration/merge.jte",
                Map.of("frame", visit.frame("Merge", Place.PATIENTS), "view", view));
    }

    /** What the one that goes on does not say is taken from the other, unless somebody chose otherwise. */
    private MergeView.Row row(MergeField field, Merger.Side kept, Merger.Side other, @Nullable Boolean chosen) {
        String one = shown(field, kept);
        String two = shown(field, other);
        return new MergeView.Row(
                field.name(),
                field.label(),
                one,
                two,
                !one.equals(two),
                chosen == null ? one.isEmpty() && !two.isEmpty() : chosen);
    }

    private String shown(MergeField field, Merger.Side side) {
        String shown = field.shown(side.registration());
        return field == MergeField.BIRTH_DATE ? dates().date(shown) : shown;
    }

    private static Set<MergeField> taken(Form form) {
        return Arrays.stream(MergeField.values())
                .filter(field -> form.value(field.name()).equals("other"))
                .collect(Collectors.toSet());
    }

    private Answer merge(Visit visit, Merger.Side kept, Merger.Side other) {
        Form form = visit.form();
        if (!form.value("version").equals(Integer.toString(kept.version()))
                || !form.value("other-version").equals(Integer.toString(other.version()))) {
            return page(visit, kept, other, 409, "Somebody has changed one of the two meanwhile. Look again.");
        }
        try {
            merger.merge(act(visit), kept, other, taken(form));
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid || e.failure() instanceof Failure.Conflict) {
                int status = e.failure() instanceof Failure.Invalid ? 422 : 409;
                return page(visit, kept, other, status, e.failure().message());
            }
            throw e;
        }
        return Answer.redirect("/patients/" + kept.person().id());
    }

    private static Merger.Act act(Visit visit) {
        Subject subject = visit.session().account().subject();
        return new Merger.Act(
                visit.caller(),
                subject == null
                        ? null
                        : new Author(
                                subject.toString(), visit.session().account().display()),
                visit.form().value("reason"));
    }

    private Merger.Merged merged(Visit visit, String survivor, String replaced) {
        return merger.into(visit.caller(), survivor).stream()
                .filter(each -> each.replaced().id().equals(replaced))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("These records are not merged.")));
    }

    private Answer undoPage(Visit visit, Merger.Merged merged, int status, String failure) {
        note(
                visit,
                "merge/" + merged.survivor() + "/undo",
                merged.survivor(),
                merged.replaced().id());
        Person kept = charts.person(visit.caller(), merged.survivor());
        List<MergeView.Entry> since = merger.since(visit.caller(), merged).stream()
                .map(each ->
                        new MergeView.Entry(each.reference(), words(each.resource()), dates().moment(each.created())))
                .toList();
        MergeView.Undo view = new MergeView.Undo(
                side(kept, 0),
                side(merged.replaced(), 0),
                dates().moment(merged.since()),
                merged.by(),
                merged.reason(),
                since,
                failure);
        return pages.page(
                status,
                "clinic/registration/unmerge.jte",
                Map.of("frame", visit.frame("Take a merge back", Place.PATIENTS), "view", view));
    }

    /** What an entry is, in as few words as tell it from others. */
    private static String words(@Nullable JsonObject resource) {
        if (resource == null) {
            return "An entry that your roles do not show";
        }
        String type = String.valueOf(resource.text("resourceType")).replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        String name = Stream.of("code", "vaccineCode", "medicationCodeableConcept", "type", "category")
                .flatMap(element ->
                        Stream.concat(Stream.ofNullable(resource.object(element)), resource.objects(element).stream()))
                .map(concept -> concept.text("text") != null
                        ? String.valueOf(concept.text("text"))
                        : concept.objects("coding").stream()
                                .flatMap(coding -> Stream.ofNullable(coding.text("display")))
                                .findFirst()
                                .orElse(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(Objects.requireNonNullElse(resource.text("description"), ""));
        return name.isEmpty() ? type : type.toLowerCase(Locale.ROOT) + ": " + name;
    }

    private Answer unmerge(Visit visit, Merger.Merged merged) {
        Set<String> back = merger.since(visit.caller(), merged).stream()
                .map(Merger.Since::reference)
                .filter(reference -> visit.form().value(reference).equals("other"))
                .collect(Collectors.toSet());
        boolean all = merger.since(visit.caller(), merged).stream()
                .allMatch(each -> visit.form().has(each.reference()));
        try {
            if (!all) {
                throw new Failed(new Failure.Conflict("Something was filed meanwhile. Say whose it is."));
            }
            merger.unmerge(act(visit), merged, back);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid || e.failure() instanceof Failure.Conflict) {
                int status = e.failure() instanceof Failure.Invalid ? 422 : 409;
                return undoPage(visit, merged, status, e.failure().message());
            }
            throw e;
        }
        return Answer.redirect("/patients/" + merged.survivor());
    }

    private static MergeView.Side side(Person person, int version) {
        return new MergeView.Side(person.id(), person.listed(), person.number(), version);
    }

    private void note(Visit visit, String target, String... patients) {
        Set<Long> addresses =
                Stream.of(patients).map(id -> Address.of("Patient", id)).collect(Collectors.toSet());
        audit.record(Access.of(clock.instant(), visit.caller(), Action.VIEW, 0, target, 200, addresses));
    }

    private Dates dates() {
        return new Dates(clock.getZone());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
