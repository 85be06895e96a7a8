package org.throughline.clinic.privacy;

import java.time.Clock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.access.Duty;
import org.throughline.access.place.Law;
import org.throughline.access.place.Rule;
import org.throughline.access.place.Subject;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.privacy.place.PlaceLaw;
import org.throughline.privacy.place.SiteRule;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /privacy/place}: the rules in force here, with their sources, and what the site has set for itself. */
public final class PlaceScreen implements Screen {
    private static final String HOME = "/privacy/place";

    private final PrivacyDesk desk;
    private final PlaceLaw law;
    private final Pages pages;
    private final Clock clock;

    public PlaceScreen(PrivacyDesk desk, PlaceLaw law, Pages pages, Clock clock) {
        this.desk = desk;
        this.law = law;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "the rules of the place";
    }

    /**
     * A rule.
     *
     * @param source where it was read; empty for one of the site's own
     * @param number by which the site's own is ended; 0 for another
     */
    public record Row(
            String subject, String kind, String words, String citation, String source, String checked, long number) {}

    /** Something to choose. */
    public record Choice(String code, String words) {}

    @Override
    public Answer answer(Visit visit) {
        if (!visit.caller().may(Duty.SETTINGS)) {
            visit.require(Duty.PRIVACY);
        }
        if (!visit.posts()) {
            return page(visit, 200, "");
        }
        try {
            act(visit);
            return Answer.redirect(HOME);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid invalid) {
                return page(visit, 422, invalid.message());
            }
            throw e;
        }
    }

    private void act(Visit visit) {
        Form form = visit.form();
        if (form.value("act").equals("end")) {
            String number = form.value("rule");
            law.end(visit.caller(), number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0);
            return;
        }
        Subject subject = Arrays.stream(Subject.values())
                .filter(each -> each.name().equals(form.value("subject")))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Invalid("required", "subject", "Choose what it is about.")));
        law.set(
                visit.caller(),
                new PlaceLaw.Wish(
                        subject,
                        form.value("kind").strip(),
                        form.value("value").strip(),
                        form.value("words"),
                        form.value("reason")));
    }

    private Answer page(Visit visit, int status, String failure) {
        Law here = law.here();
        List<SiteRule> site = law.site();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("The rules of the place", Place.PRIVACY));
        parameters.put("tabs", visit.caller().may(Duty.PRIVACY) ? desk.tabs(visit.caller(), HOME) : List.of());
        parameters.put("state", here.state());
        parameters.put("states", String.join(", ", law.rules().states()));
        parameters.put(
                "rows",
                here.rules().stream()
                        .sorted(Comparator.comparing(Rule::subject).thenComparing(Rule::kind))
                        .map(each -> row(each, site))
                        .toList());
        parameters.put(
                "subjects",
                Arrays.stream(Subject.values())
                        .map(each -> new Choice(each.name(), each.words()))
                        .toList());
        Map<String, String> typed = new HashMap<>();
        for (String field : List.of("subject", "kind", "value", "words", "reason")) {
            typed.put(field, visit.posts() ? visit.form().value(field) : "");
        }
        parameters.put("typed", typed);
        parameters.put("failure", failure);
        return pages.page(status, "clinic/privacy/place.jte", parameters);
    }

    private Row row(Rule rule, List<SiteRule> site) {
        Dates dates = new Dates(clock.getZone());
        SiteRule own = site.stream()
                .filter(each -> each.rule().equals(rule))
                .findFirst()
                .orElse(null);
        String value = rule.number() == null ? "" : " " + rule.value();
        return new Row(
                rule.subject().words() + value,
                RuleWords.kind(rule),
                rule.value().equals("off") ? "Does not count here. " + rule.words() : rule.words(),
                own == null
                        ? rule.citation()
                        : "Set by " + own.by() + ", " + dates.moment(own.at()) + ": " + own.reason(),
                rule.url(),
                own == null ? dates.date(rule.checked().toString()) : "",
                own == null ? 0 : own.number());
    }
}
