package org.throughline.clinic.inbox;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.care.entry.Choice;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.Login;
import org.throughline.login.account.Account;
import org.throughline.login.role.Absence;
import org.throughline.login.role.Colleague;
import org.throughline.login.role.Colleagues;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/**
 * {@code /inbox/away}: who is away from when until when, and who does their work. One says so for oneself; who manages
 * accounts, for everybody.
 */
public final class AwayScreen implements Screen {
    private static final String ADDRESS = "/inbox/away";
    private static final String WHOEVER = "Whoever has the same role";

    private final Colleagues colleagues;
    private final Pages pages;
    private final Clock clock;

    public AwayScreen(Login login, Pages pages, Clock clock) {
        this.colleagues = login.colleagues();
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "who is away";
    }

    @Override
    public Answer answer(Visit visit) {
        InboxScreen.requireStaff(visit);
        if (!visit.posts()) {
            return page(visit, 200, Form.EMPTY, "");
        }
        try {
            if (visit.form().has("back")) {
                colleagues.comeBack(
                        visit.session().actor(), number(visit.form(), "account"), number(visit.form(), "back"));
            } else {
                colleagues.leave(visit.session().actor(), absence(visit));
            }
            return Answer.redirect(ADDRESS);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid invalid) {
                return page(visit, 422, visit.form(), invalid.message());
            }
            throw e;
        }
    }

    private Absence absence(Visit visit) {
        Form form = visit.form();
        ZoneId zone = clock.getZone();
        LocalDate first = day(form.value("since"), "since");
        LocalDate last = form.value("until").isBlank() ? null : day(form.value("until"), "until");
        Instant begin = first.atStartOfDay(zone).toInstant();
        Instant now = clock.instant();
        return new Absence(
                0,
                number(form, "account"),
                begin.isBefore(now) ? now : begin,
                last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant(),
                form.value("deputy").isEmpty() ? null : number(form, "deputy"));
    }

    private LocalDate day(String typed, String field) {
        return TypedDate.read(typed, LocalDate.now(clock))
                .filter(read -> read.length() == 10)
                .map(LocalDate::parse)
                .orElseThrow(() -> new Failed(new Failure.Invalid(
                        "value", field, "Write a day as 30-Nov-2026, 30/11/26, or t+3d for in three days.")));
    }

    private static long number(Form form, String field) {
        String value = form.value(field);
        if (!value.matches("[0-9]{1,18}")) {
            throw new Failed(new Failure.Invalid("required", field, "Choose somebody."));
        }
        return Long.parseLong(value);
    }

    private Answer page(Visit visit, int status, Form typed, String failure) {
        List<Colleague> all = colleagues.all();
        Map<Long, String> names = all.stream()
                .collect(Collectors.toMap(
                        each -> each.account().number(), each -> each.account().display()));
        Account own = visit.session().account();
        boolean anybody = visit.caller().may(Duty.ACCOUNTS);
        List<AwayView.Row> rows = new ArrayList<>();
        for (Colleague colleague : all) {
            if (anybody || colleague.account().number() == own.number()) {
                colleagues
                        .absences(colleague.account().number())
                        .forEach(absence -> rows.add(row(colleague, absence, names)));
            }
        }
        List<Choice> active = all.stream()
                .map(Colleague::account)
                .filter(account -> account.disabled() == null)
                .map(account -> new Choice(Long.toString(account.number()), account.display()))
                .toList();
        List<Choice> deputies = new ArrayList<>(List.of(new Choice("", WHOEVER)));
        deputies.addAll(active);
        String person = typed.value("account").isEmpty() ? Long.toString(own.number()) : typed.value("account");
        return pages.page(
                status,
                "clinic/inbox/away.jte",
                Map.of(
                        "frame",
                        visit.frame("Away", Place.INBOX),
                        "view",
                        new AwayView(
                                rows,
                                anybody ? active : List.of(new Choice(Long.toString(own.number()), own.display())),
                                person,
                                deputies,
                                typed.value("deputy"),
                                typed.value("since"),
                                typed.value("until"),
                                failure)));
    }

    private AwayView.Row row(Colleague colleague, Absence absence, Map<Long, String> names) {
        Dates dates = new Dates(clock.getZone());
        @Nullable Instant until = absence.until();
        String when =
                "from " + dates.day(absence.since()) + (until == null ? "" : " to " + dates.day(until.minusSeconds(1)));
        Long deputy = absence.deputy();
        return new AwayView.Row(
                colleague.account().number(),
                absence.number(),
                colleague.account().display(),
                when,
                deputy == null ? WHOEVER : names.getOrDefault(deputy, ""),
                colleague.account().disabled() != null);
    }
}
