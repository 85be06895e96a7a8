package org.throughline.clinic.rule;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.care.check.Checks;
import org.throughline.care.check.LargerKnowledge;
import org.throughline.events.rule.RuleSwitches;
import org.throughline.events.rule.RuleTally;
import org.throughline.events.rule.RuleTally.Figures;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.safety.rule.FileState;
import org.throughline.safety.rule.Rule;
import org.throughline.safety.rule.RuleEntry;
import org.throughline.safety.rule.Switch;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /admin/rules}: the rules of the checks, for those who order by them and those who govern them. What an
 * installation must tell of each rule is told (source attributes of evidence-based decision support).
 *
 * @see <a href="https://www.ecfr.gov/current/title-45/part-170/section-170.315#p-170.315(b)(11)">45 CFR 170.315(b)(11)</a>
 */
public final class RulesScreen implements Screen {
    static final String HOME = "/admin/rules";
    static final int DAYS = 90;
    private static final int SHOWN = 100;
    private static final int LONGEST = 300;

    private final Checks checks;
    private final LargerKnowledge larger;
    private final RuleSwitches switches;
    private final RuleTally tally;
    private final Pages pages;
    private final RuleViews views;

    public RulesScreen(
            Checks checks, LargerKnowledge larger, RuleSwitches switches, RuleTally tally, Pages pages, Clock clock) {
        this.checks = checks;
        this.larger = larger;
        this.switches = switches;
        this.tally = tally;
        this.pages = pages;
        this.views = new RuleViews(clock);
    }

    @Override
    public String what() {
        return "the rules of the checks";
    }

    @Override
    public Answer answer(Visit visit) {
        Caller caller = visit.caller();
        if (Stream.of(Duty.RULES, Duty.SETTINGS, Duty.PRESCRIBE).noneMatch(caller::may)) {
            visit.require(Duty.RULES);
        }
        if (visit.path().size() == 2) {
            return list(visit);
        }
        String id = String.join("/", visit.path().subList(2, visit.path().size()));
        RuleEntry entry = checks.knowledge().rules().stream()
                .filter(each -> each.rule().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such rule.")));
        return visit.posts() ? change(visit, entry) : page(visit, entry, 200, "");
    }

    private Answer list(Visit visit) {
        String kind = visit.request().parameter("kind").orElse("");
        String text = visit.request().parameter("text").orElse("").strip();
        String order = visit.request().parameter("order").orElse("");
        int from = visit.request()
                .parameter("from")
                .filter(each -> each.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        Map<String, Figures> figures = tally.figures(DAYS);
        Set<String> off = switches.off(me(visit));
        List<RuleEntry> all = checks.knowledge().rules().stream()
                .filter(each -> kind.isEmpty() || each.rule().kind().name().equals(kind))
                .filter(each -> has(each, text))
                .sorted(
                        order.equals("spoken")
                                ? loudest(figures)
                                : Comparator.comparing(each -> each.rule().kind()))
                .toList();
        List<RulesView.Row> rows = all.stream()
                .skip(from)
                .limit(SHOWN)
                .map(each -> views.row(each, off, figures.get(each.rule().id())))
                .toList();
        String next = from + SHOWN >= all.size()
                ? ""
                : HOME + "?kind=" + encoded(kind) + "&text=" + encoded(text) + "&order=" + encoded(order) + "&from="
                        + (from + SHOWN);
        List<FileState> files = checks.knowledge().files();
        RulesView view = new RulesView(
                kind,
                text,
                order,
                String.format(Locale.ROOT, "%,d", all.size()),
                rows,
                next,
                Stream.concat(files.stream().map(views::file), larger.loaded().map(views::file).stream())
                        .toList());
        return pages.page(
                200, "clinic/rule/rules.jte", Map.of("frame", visit.frame("Rules", place(visit)), "view", view));
    }

    private static Comparator<RuleEntry> loudest(Map<String, Figures> figures) {
        return Comparator.comparingInt((RuleEntry each) -> {
                    Figures spoken = figures.get(each.rule().id());
                    return spoken == null ? -1 : spoken.interrupted() * 1_000_000 + spoken.shown();
                })
                .reversed();
    }

    private static boolean has(RuleEntry entry, String text) {
        Rule rule = entry.rule();
        String all = (rule.id() + " " + entry.about() + " " + rule.effect() + " "
                        + rule.source().citation())
                .toLowerCase(Locale.ROOT);
        return Stream.of(text.toLowerCase(Locale.ROOT).split("\\s+", -1)).allMatch(all::contains);
    }

    private Answer change(Visit visit, RuleEntry entry) {
        Rule rule = entry.rule();
        String whom = visit.form().value("whom").equals("me") ? me(visit) : "";
        String reason = visit.form().value("reason").strip();
        if (!may(visit, rule, whom)) {
            throw new Failed(new Failure.Forbidden("You may not switch this rule."));
        }
        if (visit.form().value("act").equals("on")) {
            switches.switchOn(visit.caller(), rule.id(), whom);
        } else if (reason.isEmpty() || reason.length() > LONGEST) {
            return page(visit, entry, 422, "Say in a line why it is switched off.");
        } else {
            switches.switchOff(visit.caller(), rule.id(), whom, reason);
        }
        return Answer.redirect(HOME + "/" + rule.id());
    }

    /** The practice's rules are switched by who governs them, one's own by who orders. */
    private static boolean may(Visit visit, Rule rule, String whom) {
        return switch (rule.switchable()) {
            case NOBODY -> false;
            case PRACTICE -> whom.isEmpty() && visit.caller().may(Duty.RULES);
            case CLINICIAN ->
                whom.isEmpty() ? visit.caller().may(Duty.RULES) : visit.caller().may(Duty.PRESCRIBE);
        };
    }

    private Answer page(Visit visit, RuleEntry entry, int status, String fault) {
        Rule rule = entry.rule();
        String me = me(visit);
        List<RuleView.Switching> switching = Stream.concat(
                        rule.switchable() == Switch.NOBODY
                                ? Stream.empty()
                                : Stream.of(switching("practice", "the practice", rule, "", may(visit, rule, ""))),
                        rule.switchable() == Switch.CLINICIAN && !me.isEmpty()
                                ? Stream.of(switching("me", "me", rule, me, may(visit, rule, me)))
                                : Stream.empty())
                .toList();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Rule " + rule.id(), place(visit)));
        parameters.put(
                "view",
                views.rule(
                        entry,
                        tally.figures(DAYS).get(rule.id()),
                        switching,
                        fault,
                        visit.form().value("reason")));
        return pages.page(status, "clinic/rule/rule.jte", parameters);
    }

    private RuleView.Switching switching(String key, String label, Rule rule, String whom, boolean may) {
        Optional<RuleSwitches.Off> off = switches.all().stream()
                .filter(each -> each.rule().equals(rule.id()) && each.whom().equals(whom))
                .findFirst();
        return new RuleView.Switching(key, label, off.map(views::off).orElse(""), may);
    }

    /** The person of the account, as orders name who signs; empty for an account of nobody. */
    private static String me(Visit visit) {
        return Optional.ofNullable(visit.session().account().subject())
                .map(Object::toString)
                .orElse("");
    }

    private static Place place(Visit visit) {
        return Place.ADMIN.isFor(visit.caller()) ? Place.ADMIN : Place.PATIENTS;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
