package org.throughline.safety;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.throughline.safety.answer.Answer;
import org.throughline.safety.answer.Checked;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.rule.Kind;
import org.throughline.safety.rule.Knowledge;
import org.throughline.safety.rule.Severity;

/** The labelled table, measured: what is dangerous interrupts, what is positive is shown, a near-miss does not interrupt. */
class ScenarioTest {
    private static final SafetyCheck CHECK = new SafetyCheck(Knowledge.shipped(), Patients.DRUGS);

    private static final Map<String, Set<Kind>> KINDS = Map.of(
            "allergy", Set.of(Kind.ALLERGY),
            "interaction", Set.of(Kind.INTERACTION),
            "onc", Set.of(Kind.INTERACTION),
            "duplicate", Set.of(Kind.DUPLICATE),
            "dose", Set.of(Kind.DOSE),
            "renal", Set.of(Kind.RENAL),
            "condition", Set.of(Kind.CONDITION),
            "pregnancy", Set.of(Kind.PREGNANCY),
            "test", Set.of(Kind.TEST, Kind.IMAGING),
            "imaging", Set.of(Kind.IMAGING));

    /** How a kind did. */
    private static final class Score {
        int dangerous;
        int interrupted;
        int positive;
        int shown;
        int near;
        int bothered;
        int unknown;
        int told;
    }

    @Test
    void theTableIsMet() throws IOException {
        Map<String, Score> scores = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (Scenario each : Scenario.all()) {
            run(each, scores.computeIfAbsent(each.kind(), kind -> new Score()), wrong);
        }
        StringBuilder report = new StringBuilder();
        scores.forEach((kind, score) -> report.append(String.format(
                Locale.ROOT,
                "SCEN %-12s dangerous %d/%d positive %d/%d near-miss interrupted %d/%d unknown told %d/%d%n",
                kind,
                score.interrupted,
                score.dangerous,
                score.shown,
                score.positive,
                score.bothered,
                score.near,
                score.told,
                score.unknown)));
        wrong.forEach(each -> report.append(each).append('\n'));
        Files.writeString(Path.of("target/scenarios.txt"), report.toString());
        System.out.print(report.substring(0, report.indexOf("\n", report.lastIndexOf("SCEN ")) + 1));
        scores.forEach(ScenarioTest::hold);
    }

    private static void hold(String kind, Score score) {
        assertTrue(score.interrupted == score.dangerous, kind + ": a danger did not interrupt");
        assertTrue(
                score.shown >= 0.98 * score.positive, kind + ": " + score.shown + " of " + score.positive + " shown");
        assertTrue(
                score.bothered <= 0.05 * score.near, kind + ": " + score.bothered + " of " + score.near + " interrupt");
        assertTrue(score.told == score.unknown, kind + ": something was not said to be unchecked");
    }

    private static void run(Scenario scenario, Score score, List<String> wrong) {
        ScenarioPatient built = new ScenarioPatient(scenario);
        org.throughline.safety.patient.Order order = built.order(scenario.order());
        Checked checked = CHECK.check(built.patient().snapshot(), List.of(order));
        if (scenario.kind().equals("unchecked")) {
            unchecked(scenario, checked, score, wrong, built.problems());
            return;
        }
        Set<Kind> kinds = KINDS.getOrDefault(scenario.kind(), Set.of());
        List<Finding> found = checked.findings().stream()
                .filter(each -> kinds.contains(each.kind()))
                .toList();
        List<Finding> named = found.stream()
                .filter(each -> scenario.label().equals("near-miss") || names(each, scenario.about()))
                .toList();
        boolean interrupts = named.stream().anyMatch(each -> each.severity() == Severity.DANGER);
        boolean shown = named.stream().anyMatch(each -> each.severity() != Severity.NOTE);
        boolean good = switch (scenario.label()) {
            case "dangerous" -> {
                score.dangerous++;
                score.interrupted += interrupts ? 1 : 0;
                yield interrupts;
            }
            case "positive" -> {
                score.positive++;
                score.shown += shown ? 1 : 0;
                yield shown;
            }
            default -> {
                score.near++;
                score.bothered += interrupts ? 1 : 0;
                yield !interrupts;
            }
        };
        if (!good || !built.problems().isEmpty()) {
            wrong.add((good ? "ok    " : "WRONG ") + scenario.id() + " " + scenario.label() + " | " + scenario.patient()
                    + " | " + String.join("; ", scenario.facts()) + " | " + scenario.order() + " | " + scenario.about()
                    + " | " + scenario.why() + " => "
                    + found.stream()
                            .map(each -> each.severity() + " " + each.rule() + " " + each.what())
                            .toList()
                    + checked.orders().getFirst().answers().stream()
                            .filter(each -> kinds.contains(each.kind()))
                            .map(Answer::unchecked)
                            .toList()
                    + built.problems());
        }
    }

    /** Whether it names what it should, or one of them: a class stands for its members. */
    private static boolean names(Finding finding, List<String> about) {
        String text = (finding.what() + " " + String.join(" ", finding.drugs())).toLowerCase(Locale.ROOT);
        return about.isEmpty()
                || finding.kind() == Kind.CONDITION
                || finding.kind() == Kind.TEST
                || finding.kind() == Kind.IMAGING
                || finding.kind() == Kind.PREGNANCY
                || about.stream().anyMatch(each -> text.contains(each.toLowerCase(Locale.ROOT)));
    }

    private static void unchecked(
            Scenario scenario, Checked checked, Score score, List<String> wrong, List<String> problems) {
        boolean good = true;
        for (String each : scenario.about()) {
            Kind kind = kind(each);
            if (kind == null) {
                continue;
            }
            Answer answer = checked.orders().getFirst().answers().stream()
                    .filter(one -> one.kind() == kind)
                    .findFirst()
                    .orElse(null);
            boolean told = answer != null && !answer.unchecked().isEmpty();
            good &= scenario.label().equals("near-miss") ? !told : told;
        }
        if (scenario.label().equals("near-miss")) {
            score.near++;
        } else {
            score.unknown++;
            score.told += good ? 1 : 0;
        }
        if (!good) {
            wrong.add("WRONG " + scenario.id() + " " + scenario.label() + " | " + scenario.patient() + " | "
                    + String.join("; ", scenario.facts()) + " | " + scenario.order() + " | " + scenario.about() + " => "
                    + checked.orders().getFirst().answers().stream()
                            .map(each -> each.kind() + " " + each.state() + " " + each.unchecked())
                            .toList()
                    + problems);
        }
    }

    private static org.throughline.safety.rule.@org.jspecify.annotations.Nullable Kind kind(String about) {
        String word = about.contains(":") ? about.substring(0, about.indexOf(':')) : about;
        return switch (word.strip()) {
            case "allergy" -> Kind.ALLERGY;
            case "interaction" -> Kind.INTERACTION;
            case "duplicate" -> Kind.DUPLICATE;
            case "dose" -> Kind.DOSE;
            case "renal" -> Kind.RENAL;
            case "condition" -> Kind.CONDITION;
            case "pregnancy", "lactation", "breastfeeding" -> Kind.PREGNANCY;
            case "test" -> Kind.TEST;
            case "imaging" -> Kind.IMAGING;
            default -> null;
        };
    }
}
