package org.throughline.clinic.imaging;

import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.care.chart.ChartPart;
import org.throughline.care.entry.Author;
import org.throughline.care.entry.Entries;
import org.throughline.care.imaging.ExamOrder;
import org.throughline.care.imaging.Fact;
import org.throughline.care.imaging.ImagingHistory;
import org.throughline.care.imaging.Prior;
import org.throughline.care.imaging.Reading;
import org.throughline.care.imaging.ReadingList;
import org.throughline.care.imaging.SecondReadings;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.Done;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;

/**
 * {@code /reading}: what is to be read, of all patients; {@code /reading/PATIENT/ORDER} the report that is written of one,
 * beside the chart and the earlier reports; {@code /reading/PATIENT/report/REPORT} takes what is added to one that is signed.
 */
public final class ReadingScreen implements Screen {
    private static final int MOST = 500;

    private final ImagingDesk desk;

    public ReadingScreen(ImagingDesk desk) {
        this.desk = desk;
    }

    @Override
    public String what() {
        return "the reading list";
    }

    @Override
    public Answer answer(Visit visit) {
        List<String> path = visit.path();
        if (path.size() == 4 && path.get(2).equals("report") && visit.posts()) {
            visit.require(Duty.CHART);
            visit.requireSame(path.get(1));
            return new AfterDoor(desk.reading(), desk.drafts()).take(visit, path.get(1), path.get(3));
        }
        visit.require(Duty.READ_IMAGES);
        if (path.size() == 1) {
            return visit.posts() ? take(visit) : list(visit);
        }
        if (path.size() != 3) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String patient = path.get(1);
        if (visit.posts()) {
            visit.requireSame(patient);
            return post(visit, patient, path.get(2));
        }
        return desk.chartPages().moved(visit, patient).orElseGet(() -> open(visit, patient, path.get(2)));
    }

    private Answer list(Visit visit) {
        List<ExamOrder> open = desk.list().open(visit.caller(), MOST + 1);
        List<ExamOrder> toRead = open.stream()
                .filter(each -> each.done().isPresent())
                .sorted(ReadingList.ORDER)
                .toList();
        Set<String> drafts = desk.drafts().below(author(visit), "/reading/").stream()
                .map(Draft::key)
                .collect(Collectors.toSet());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Reading", Place.READING));
        parameters.put("rows", new Rows(desk).of(visit, toRead, "reading", drafts));
        parameters.put("seconds", new Rows(desk).seconds(visit, desk.seconds().open(visit.caller())));
        parameters.put("more", open.size() > MOST);
        visit.request()
                .parameter("done")
                .ifPresent(what -> parameters.put(
                        "done",
                        new Done(
                                switch (what) {
                                    case "signed" -> "Signed. Whoever ordered it has it among their results.";
                                    case "preliminary" ->
                                        "The preliminary report is out. It stays here until it is final.";
                                    default -> "Given back.";
                                },
                                "")));
        return desk.pages().page(200, "clinic/imaging/list.jte", parameters);
    }

    private Answer take(Visit visit) {
        Form form = visit.form();
        Author by = reader(visit);
        String id = form.value("order");
        if (form.value("act").equals("second")) {
            SecondReadings.Asked taken = desk.seconds().take(visit.caller(), by, id, version(form));
            return Answer.redirect("/results/" + taken.patient() + "/" + taken.report());
        }
        if (form.value("act").equals("release")) {
            desk.list().release(visit.caller(), by, id, version(form));
            return Answer.redirect("/reading?done=released");
        }
        desk.list().take(visit.caller(), by, id, version(form));
        return Answer.redirect("/reading/" + form.value("patient") + "/" + id);
    }

    private Answer open(Visit visit, String patient, String id) {
        ExamOrder order = desk.list().order(visit.caller(), patient, id);
        Optional<Draft> draft = desk.drafts().find(author(visit), address(patient, id));
        Optional<ReadingForm> form = draft.map(each -> ReadingForm.of(each.form()));
        return page(visit, order, 200, form, draft.map(Draft::revision).orElse(0), "");
    }

    private Answer post(Visit visit, String patient, String id) {
        ReadingForm form = ReadingForm.of(visit.form());
        ZonedDateTime now = ZonedDateTime.now(desk.clock());
        int revision = number(visit.form().value("draft-revision"));
        ExamOrder order = desk.list().order(visit.caller(), patient, id);
        Map<String, String> wrong = form.check(now);
        if (!wrong.isEmpty()) {
            return page(visit, order, 422, Optional.of(form.with(wrong)), revision, "");
        }
        boolean whole = !visit.form().value("act").equals("preliminary");
        try {
            desk.reading().sign(chart(visit, patient), seen(order, visit.form()), form.reading(whole, now));
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Conflict) {
                return page(
                        visit,
                        order,
                        409,
                        Optional.of(form),
                        revision,
                        e.failure().message());
            }
            throw e;
        }
        desk.drafts().drop(author(visit), address(patient, id));
        return Answer.redirect("/reading?done=" + (whole ? "signed" : "preliminary"));
    }

    /** The order as it was when the page was opened: what came meanwhile is a conflict. */
    private static ExamOrder seen(ExamOrder order, Form form) {
        if (order.version() != version(form)) {
            throw new Failed(new Failure.Conflict("This order has changed meanwhile. Look again; nothing was signed."));
        }
        return order;
    }

    private Answer page(
            Visit visit, ExamOrder order, int status, Optional<ReadingForm> typed, int revision, String failure) {
        ChartPages.Wanted wanted = new ChartPages.Wanted(
                order.patient(), "imaging", Set.of(ChartPart.PROBLEMS, ChartPart.MEDICATIONS), false);
        return desk.chartPages()
                .page(
                        visit,
                        wanted,
                        status,
                        "clinic/imaging/write.jte",
                        view -> Map.of("view", view(visit, order, typed, revision, failure)));
    }

    private ReadingView view(Visit visit, ExamOrder order, Optional<ReadingForm> typed, int revision, String failure) {
        ImagingHistory.Context context = desk.history()
                .known(visit.caller().withOutside(), order.patient())
                .of(order.what(), order.preliminary());
        boolean mine = order.isOf(String.valueOf(visit.session().account().subject()));
        return new ReadingView(
                new Rows(desk)
                        .of(visit, List.of(order), "reading/" + order.id(), Set.of())
                        .getFirst(),
                order.done().map(this::done).orElse(""),
                order.relevant(),
                FactView.of(context.facts(), desk.dates()),
                FactView.of(labs(visit, order, context), desk.dates()),
                PriorView.of(order.patient(), context.priors(), desk.dates()),
                context.others(),
                desk.history().images(visit.caller(), order),
                mine ? typed.orElseGet(() -> blank(visit, order, context)) : null,
                revision,
                "",
                failure);
    }

    /** The last results that help, but for those that are told among what matters anyway. */
    private List<Fact> labs(Visit visit, ExamOrder order, ImagingHistory.Context context) {
        return desk.labs().of(visit.caller().withOutside(), order.patient(), order.what()).stream()
                .filter(lab -> context.facts().stream()
                        .noneMatch(fact -> fact.reference().equals(lab.reference())))
                .toList();
    }

    private String done(ExamOrder.Done done) {
        return Stream.of("Done " + desk.dates().moment(done.at()), done.by(), done.note())
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** With what a preliminary report says, else with the newest earlier one to compare with. */
    private ReadingForm blank(Visit visit, ExamOrder order, ImagingHistory.Context context) {
        if (!order.preliminary().isEmpty()) {
            Reading.Begun begun = desk.reading().begun(visit.caller(), order.patient(), order.preliminary());
            return ReadingForm.begun(begun.compared(), begun.findings(), begun.impression());
        }
        String compared = context.priors().stream().findFirst().map(this::named).orElse("");
        return ReadingForm.begun(compared, "", "");
    }

    private String named(Prior prior) {
        return prior.title() + " of " + desk.dates().date(prior.date())
                + (prior.holder().isEmpty() ? "" : ", " + prior.holder());
    }

    private static String address(String patient, String order) {
        return "/reading/" + patient + "/" + order;
    }

    private static Author reader(Visit visit) {
        Author author = chart(visit, "").author();
        if (author == null) {
            throw new Failed(new Failure.Forbidden("Your account is of nobody who can sign reports."));
        }
        return author;
    }

    private static Entries.Chart chart(Visit visit, String patient) {
        return EntryDesk.chart(visit, patient);
    }

    private static long author(Visit visit) {
        return visit.session().account().number();
    }

    private static int version(Form form) {
        return number(form.value("version"));
    }

    private static int number(String typed) {
        if (!typed.matches("[0-9]{1,9}")) {
            throw new Failed(new Failure.Malformed("value", "version", "This is not a number."));
        }
        return Integer.parseInt(typed);
    }
}
