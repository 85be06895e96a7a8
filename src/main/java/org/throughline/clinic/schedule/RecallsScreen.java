package org.throughline.clinic.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Concept;
import org.throughline.care.recall.Due;
import org.throughline.care.recall.RecallRule;
import org.throughline.care.recall.Recalls;
import org.throughline.care.schedule.VisitType;
import org.throughline.clinic.PatientList;
import org.throughline.clinic.entry.Vocabulary;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /schedule/recalls}: rules by which patients are called back, and who is due by one of them. */
public final class RecallsScreen implements Screen {
    private static final String HOME = "/schedule/recalls";
    private static final String NEW = "new";
    private static final int LONGEST = 60;
    private static final int MOST_SHOWN = 200;

    private final ScheduleParts parts;
    private final Recalls recalls;
    private final Vocabulary problems;
    private final Supplier<List<String>> vaccines;

    /** @param vaccines the groups of vaccines that somebody can be due for; none without a schedule */
    public RecallsScreen(ScheduleParts parts, Recalls recalls, Vocabulary problems, Supplier<List<String>> vaccines) {
        this.parts = parts;
        this.recalls = recalls;
        this.problems = problems;
        this.vaccines = vaccines;
    }

    /**
     * A rule as it stands in the form.
     *
     * @param id empty for a new one
     * @param faults what is wrong, by field
     */
    public record RuleForm(
            String id,
            int version,
            String name,
            String type,
            String months,
            String from,
            String to,
            String gender,
            String problem,
            String vaccine,
            Map<String, String> faults) {
        public RuleForm {
            faults = Map.copyOf(faults);
        }

        /** What is wrong in a field; empty when nothing is. */
        public String fault(String field) {
            return faults.getOrDefault(field, "");
        }

        RuleForm with(Map<String, String> found) {
            return new RuleForm(id, version, name, type, months, from, to, gender, problem, vaccine, found);
        }
    }

    /** Somebody who is due. */
    public record Row(PatientList.Row patient, String last, String book) {}

    /** A rule in the list. */
    public record RuleRow(String id, String name, String words, boolean current) {}

    @Override
    public String what() {
        return "whom to call back";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SCHEDULE);
        List<RecallRule> rules = recalls.rules(visit.caller());
        String asked = visit.request().parameter("rule").orElse("");
        if (!visit.posts()) {
            boolean edits = visit.request().parameter("edit").isPresent();
            Optional<RecallRule> rule =
                    rules.stream().filter(each -> each.id().equals(asked)).findFirst();
            if (edits || asked.equals(NEW)) {
                requireRules(visit);
                return page(
                        visit, 200, rules, rule, rule.map(RecallsScreen::form).orElseGet(() -> blank(visit)));
            }
            return page(visit, 200, rules, rule, null);
        }
        requireRules(visit);
        return visit.form().has("retire") ? retire(visit, rules) : keep(visit, rules);
    }

    private static boolean mayRule(Visit visit) {
        return visit.caller().may(Duty.SETTINGS) && visit.caller().may(Interaction.CREATE, "PlanDefinition");
    }

    private static void requireRules(Visit visit) {
        if (!mayRule(visit)) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
    }

    /** A new rule; of those who are due for a vaccine, when their list asks for it. */
    private RuleForm blank(Visit visit) {
        String vaccine = visit.request()
                .parameter("vaccine")
                .filter(vaccines.get()::contains)
                .orElse("");
        return vaccine.isEmpty()
                ? new RuleForm("", 0, "", "", "12", "", "", "", "", "", Map.of())
                : new RuleForm("", 0, "Due for " + vaccine, "", "1", "", "", "", "", vaccine, Map.of());
    }

    private static RuleForm form(RecallRule rule) {
        return new RuleForm(
                rule.id(),
                rule.version(),
                rule.name(),
                rule.type(),
                Integer.toString(rule.months()),
                rule.from() == 0 ? "" : Integer.toString(rule.from()),
                rule.to() == 0 ? "" : Integer.toString(rule.to()),
                rule.gender(),
                rule.problem(),
                rule.vaccine(),
                Map.of());
    }

    private Answer keep(Visit visit, List<RecallRule> rules) {
        Form form = visit.form();
        String version = form.value("version");
        RuleForm typed = new RuleForm(
                form.value("id"),
                version.matches("[0-9]{1,9}") ? Integer.parseInt(version) : 0,
                form.value("name").strip(),
                form.value("type"),
                form.value("months").strip(),
                form.value("from").strip(),
                form.value("to").strip(),
                form.value("gender"),
                form.value("problem").strip(),
                form.value("vaccine"),
                Map.of());
        Map<String, String> faults = new LinkedHashMap<>();
        RecallRule rule = rule(visit, typed, faults);
        Optional<RecallRule> present =
                rules.stream().filter(each -> each.id().equals(typed.id())).findFirst();
        if (!faults.isEmpty()) {
            return page(visit, 422, rules, present, typed.with(faults));
        }
        try {
            recalls.keep(visit.caller(), rule);
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.PreconditionFailed)) {
                throw e;
            }
            Map<String, String> told = Map.of("name", "Somebody else has changed this rule meanwhile. Open it again.");
            return page(visit, 409, rules, present, typed.with(told));
        }
        return Answer.redirect(HOME + "?done=changed");
    }

    private RecallRule rule(Visit visit, RuleForm typed, Map<String, String> faults) {
        if (typed.name().isEmpty() || typed.name().length() > LONGEST) {
            faults.put("name", "It needs a name of at most " + LONGEST + " letters.");
        }
        int months = number("months", typed.months(), faults);
        if (months < 1 || months > 120) {
            faults.put("months", "Write months, 1 to 120.");
        }
        Optional<Concept> concept =
                typed.problem().isEmpty() ? Optional.<Concept>empty() : problems.named(typed.problem());
        if (!typed.problem().isEmpty() && concept.isEmpty()) {
            faults.put("problem", "Choose a problem from the list: by its codes it is found in charts.");
        }
        String typeName = parts.reader()
                .types(visit.caller())
                .find(typed.type())
                .map(VisitType::name)
                .orElse("");
        return new RecallRule(
                typed.id(),
                typed.version(),
                typed.name(),
                typeName.isEmpty() ? "" : typed.type(),
                typeName,
                months,
                number("from", typed.from(), faults),
                number("to", typed.to(), faults),
                typed.gender().matches("female|male|other|unknown") ? typed.gender() : "",
                typed.problem(),
                concept.map(Concept::codings).orElse(List.of()),
                vaccines.get().contains(typed.vaccine()) ? typed.vaccine() : "");
    }

    private static int number(String field, String typed, Map<String, String> faults) {
        if (typed.isEmpty()) {
            return 0;
        }
        if (!typed.matches("[0-9]{1,3}")) {
            faults.put(field, "Write a number.");
            return 0;
        }
        return Integer.parseInt(typed);
    }

    private Answer retire(Visit visit, List<RecallRule> rules) {
        rules.stream()
                .filter(each -> each.id().equals(visit.form().value("id")))
                .findFirst()
                .ifPresent(rule -> recalls.retire(visit.caller(), rule));
        return Answer.redirect(HOME + "?done=undone");
    }

    /** @param form null when no rule is made or changed */
    private Answer page(
            Visit visit, int status, List<RecallRule> rules, Optional<RecallRule> rule, @Nullable RuleForm form) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Recalls", Place.SCHEDULE));
        parameters.put("rules", rules.stream().map(each -> row(each, rule)).toList());
        parameters.put("mayRule", mayRule(visit));
        parameters.put("types", types(visit));
        parameters.put("vaccines", vaccines());
        if (form != null) {
            parameters.put("form", form);
        } else {
            rule.ifPresent(each -> putDue(visit, each, parameters));
        }
        Told.of(visit.request()).ifPresent(told -> parameters.put("told", told));
        return parts.pages().page(status, "clinic/schedule/recalls.jte", parameters);
    }

    private List<Choice> vaccines() {
        List<Choice> choices = new ArrayList<>(List.of(new Choice("", "No vaccine in particular")));
        vaccines.get().forEach(each -> choices.add(new Choice(each, each)));
        return choices;
    }

    private List<Choice> types(Visit visit) {
        List<Choice> types = new ArrayList<>(List.of(new Choice("", "Any visit")));
        parts.reader().types(visit.caller()).offered().forEach(type -> types.add(new Choice(type.code(), type.name())));
        return types;
    }

    private static RuleRow row(RecallRule rule, Optional<RecallRule> current) {
        List<String> words = new ArrayList<>();
        words.add((rule.typeName().isEmpty() ? "any visit" : rule.typeName()) + " every " + rule.months() + " months");
        if (rule.from() > 0 || rule.to() > 0) {
            words.add("age " + (rule.from() > 0 ? rule.from() : 0) + (rule.to() > 0 ? "–" + rule.to() : " and over"));
        }
        if (!rule.gender().isEmpty()) {
            words.add(rule.gender());
        }
        if (!rule.problem().isEmpty()) {
            words.add("with " + rule.problem());
        }
        if (!rule.vaccine().isEmpty()) {
            words.add("due for " + rule.vaccine());
        }
        return new RuleRow(
                rule.id(),
                rule.name(),
                String.join(" · ", words),
                current.filter(each -> each.id().equals(rule.id())).isPresent());
    }

    private void putDue(Visit visit, RecallRule rule, Map<String, Object> parameters) {
        boolean sees = visit.caller().may(Interaction.SEARCH, "Encounter")
                && (rule.codes().isEmpty() || visit.caller().may(Interaction.SEARCH, "Condition"))
                && (rule.vaccine().isEmpty() || visit.caller().may(Interaction.SEARCH, "ImmunizationRecommendation"));
        parameters.put("sees", sees);
        if (!sees) {
            return;
        }
        Due due = recalls.due(visit.caller(), rule, LocalDate.now(parts.clock()));
        List<Due.Row> shown = due.rows().stream().limit(MOST_SHOWN).toList();
        parts.note(
                visit,
                "schedule/recalls/" + rule.id(),
                200,
                shown.stream().map(each -> each.person().id()).toList());
        Dates dates = new Dates(parts.clock().getZone());
        parameters.put(
                "rows",
                shown.stream()
                        .map(each -> new Row(
                                parts.row(each.person()),
                                each.last().isEmpty() ? "never here" : dates.date(each.last()),
                                "/schedule/book?patient="
                                        + Where.encoded(each.person().id())
                                        + (rule.type().isEmpty() ? "" : "&type=" + Where.encoded(rule.type()))))
                        .toList());
        parameters.put("due", due.rows().size());
        parameters.put("looked", due.more() ? due.looked() : 0);
    }
}
