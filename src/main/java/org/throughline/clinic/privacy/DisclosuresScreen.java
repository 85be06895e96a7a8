package org.throughline.clinic.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.disclosure.Disclosure;
import org.throughline.privacy.disclosure.Disclosures;
import org.throughline.ui.Csv;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /privacy/disclosures}: to whom a patient's record went, as a page to print and as a file. */
public final class DisclosuresScreen implements Screen {
    private static final String HOME = "/privacy/disclosures";

    private final PrivacyDesk desk;
    private final Disclosures disclosures;
    private final Pages pages;

    public DisclosuresScreen(PrivacyDesk desk, Disclosures disclosures, Pages pages) {
        this.desk = desk;
        this.disclosures = disclosures;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "the account of disclosures";
    }

    /** Whose account of which days is wanted. */
    private record Wanted(String patient, LocalDate from, LocalDate until) {
        String encoded() {
            return "patient=" + URLEncoder.encode(patient, UTF_8) + "&from=" + from + "&until=" + until;
        }
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.PRIVACY);
        Wanted wanted = wanted(visit);
        return switch (visit.request().method() + " " + visit.request().path()) {
            case "GET /privacy/disclosures", "HEAD /privacy/disclosures" -> page(visit, wanted, null, "");
            case "GET /privacy/disclosures/file.csv" -> file(visit, wanted);
            case "POST /privacy/disclosures" -> enter(visit, wanted);
            case "POST /privacy/disclosures/struck" -> {
                String number = visit.form().value("number");
                disclosures.strike(
                        visit.caller(), wanted.patient(), number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0);
                yield Answer.redirect(HOME + "?" + wanted.encoded());
            }
            default -> throw new Failed(new Failure.NotFound("There is no such page."));
        };
    }

    private Wanted wanted(Visit visit) {
        LocalDate today = desk.today();
        LocalDate from = day(visit, "from").orElse(today.minusYears(Disclosures.YEARS));
        LocalDate until = day(visit, "until").orElse(today);
        if (from.isAfter(until) || from.isBefore(until.minusYears(Disclosures.YEARS))) {
            throw new Failed(new Failure.Malformed(
                    "value",
                    "from",
                    "An account is of " + Disclosures.YEARS + " years at most, from a day until a later."));
        }
        return new Wanted(visit.request().parameter("patient").orElse("").strip(), from, until);
    }

    private Optional<LocalDate> day(Visit visit, String name) {
        String text = visit.request().parameter(name).orElse("").strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(desk.day(text, name));
    }

    private Answer enter(Visit visit, Wanted wanted) {
        Form form = visit.form();
        Optional<LocalDate> day = desk.day(form.value("day"));
        Disclosures.Entry entry = new Disclosures.Entry(
                day.orElse(desk.today()),
                form.value("recipient"),
                form.value("address"),
                form.value("what"),
                form.value("purpose"));
        return day.isEmpty()
                ? page(visit, wanted, entry, PrivacyDesk.NO_DAY)
                : PrivacyDesk.done(
                        () -> disclosures.enter(visit.caller(), wanted.patient(), entry),
                        HOME + "?" + wanted.encoded(),
                        failure -> page(visit, wanted, entry, failure));
    }

    private Answer page(Visit visit, Wanted wanted, Disclosures.@Nullable Entry typed, String failure) {
        String find = visit.request().parameter("find").orElse("").strip();
        List<PatientPick> picks = find.isEmpty() ? List.of() : desk.find(visit.caller(), find);
        if (picks.size() == 1) {
            return Answer.redirect(
                    HOME + "?" + new Wanted(picks.getFirst().id(), wanted.from(), wanted.until()).encoded());
        }
        boolean chosen = !wanted.patient().isEmpty();
        List<DisclosuresView.Row> rows = chosen ? rows(visit, wanted) : List.of();
        if (chosen) {
            note(visit, wanted, "disclosures");
        }
        DisclosuresView view = new DisclosuresView(
                find,
                picks,
                chosen ? desk.patient(visit.caller(), wanted.patient()) : null,
                desk.dates().date(wanted.from().toString()),
                desk.dates().date(wanted.until().toString()),
                rows,
                chosen ? HOME + "/file.csv?" + wanted.encoded() : "",
                desk.dates().moment(desk.now()) + ", by " + visit.caller().display(),
                typed,
                visit.form().value("day"),
                failure);
        return pages.page(
                failure.isEmpty() ? 200 : 422,
                "clinic/privacy/disclosures.jte",
                Map.of(
                        "frame",
                        visit.frame("Disclosures", Place.PRIVACY),
                        "tabs",
                        desk.tabs(visit.caller(), HOME),
                        "view",
                        view));
    }

    private List<DisclosuresView.Row> rows(Visit visit, Wanted wanted) {
        return disclosures.of(visit.caller(), wanted.patient(), wanted.from(), wanted.until()).stream()
                .map(each -> new DisclosuresView.Row(
                        each.number(),
                        when(each),
                        each.recipient(),
                        each.address(),
                        each.what(),
                        each.purpose(),
                        each.source()))
                .toList();
    }

    private String when(Disclosure disclosure) {
        String first = desk.dates().date(disclosure.day().toString());
        return disclosure.count() == 1
                ? first
                : disclosure.count() + " times, " + first + " to "
                        + desk.dates().date(disclosure.until().toString());
    }

    private Answer file(Visit visit, Wanted wanted) {
        String lines = Stream.concat(
                        Stream.of(Csv.line("when", "recipient", "address", "what", "purpose", "source")),
                        rows(visit, wanted).stream()
                                .map(row -> Csv.line(
                                        row.when(),
                                        row.recipient(),
                                        row.address(),
                                        row.what(),
                                        row.purpose(),
                                        row.source())))
                .collect(Collectors.joining());
        note(visit, wanted, "disclosures.csv");
        return Csv.file("disclosures", lines);
    }

    private void note(Visit visit, Wanted wanted, String what) {
        desk.note(visit.caller(), what + "?" + wanted.encoded(), Set.of(Address.of("Patient", wanted.patient())));
    }
}
