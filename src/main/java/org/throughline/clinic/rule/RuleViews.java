package org.throughline.clinic.rule;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.check.LargerKnowledge;
import org.throughline.events.rule.RuleSwitches;
import org.throughline.events.rule.RuleTally.Figures;
import org.throughline.safety.rule.FileState;
import org.throughline.safety.rule.Rule;
import org.throughline.safety.rule.RuleEntry;
import org.throughline.safety.rule.RuleEntry.Use;
import org.throughline.safety.rule.RuleVersion;
import org.throughline.safety.rule.Severity;
import org.throughline.safety.rule.Switch;
import org.throughline.ui.Dates;

/** Puts rules into words. Pure. */
record RuleViews(Clock clock) {
    /** What the law asks about and no rule reads. */
    private static final List<String> NEVER = List.of(
            "race",
            "ethnicity",
            "language",
            "sexual orientation",
            "gender identity",
            "social determinants of health",
            "health status assessments");

    RulesView.Row row(RuleEntry entry, Set<String> off, @Nullable Figures figures) {
        Rule rule = entry.rule();
        return new RulesView.Row(
                rule.id(),
                entry.about(),
                rule.effect(),
                rule.kind().words(),
                severity(rule.severity()),
                rule.severity() == Severity.DANGER ? "danger" : "",
                rule.switchable() != Switch.NOBODY && off.contains(rule.id()),
                FiguresView.of(figures));
    }

    private static String severity(Severity severity) {
        return switch (severity) {
            case DANGER -> "interrupts";
            case CAUTION -> "shown";
            case NOTE -> "quiet";
        };
    }

    RulesView.File file(FileState state) {
        RuleVersion version = state.version();
        boolean well = state.on(LocalDate.now(clock)) == FileState.State.OK;
        return new RulesView.File(
                state.file().fileName(),
                version == null ? "" : version.version(),
                version == null ? "" : date(version.until()),
                well ? "" : state.words().isEmpty() ? "past its date" : state.words());
    }

    RulesView.File file(LargerKnowledge.Loaded loaded) {
        RuleVersion version = loaded.version();
        return new RulesView.File(
                version.file() + ", loaded: " + loaded.rules() + " pairs, " + loaded.unusable() + " lines left out",
                version.version(),
                date(version.until()),
                loaded.isOld(LocalDate.now(clock)) ? "loaded more than a year ago" : "");
    }

    RuleView rule(
            RuleEntry entry,
            @Nullable Figures figures,
            List<RuleView.Switching> switching,
            String fault,
            String typed) {
        Rule rule = entry.rule();
        RuleVersion version = rule.version();
        List<RuleView.Fact> facts = List.of(
                new RuleView.Fact("About", entry.about()),
                new RuleView.Fact("Kind of check", rule.kind().words()),
                new RuleView.Fact("How loud", severity(rule.severity())),
                new RuleView.Fact("Source", rule.source().citation()),
                new RuleView.Fact("Developer", "The Throughline project, from the source that is named"),
                new RuleView.Fact("Funding", "None but the work of the project's members"),
                new RuleView.Fact(
                        "Version", version.version() + " of " + version.file() + ", of " + date(version.dated())),
                new RuleView.Fact("Good until", date(version.until())),
                new RuleView.Fact("Last held against its source", date(rule.reviewed())));
        List<String> uses = entry.uses().stream().sorted().map(Use::words).toList();
        List<String> unused = Stream.concat(
                        Arrays.stream(Use.values())
                                .filter(each -> !entry.uses().contains(each))
                                .filter(each -> each == Use.DATE_OF_BIRTH || each == Use.SEX)
                                .map(Use::words),
                        NEVER.stream())
                .toList();
        return new RuleView(
                rule.id(),
                entry.about() + ": " + rule.effect(),
                rule.mechanism(),
                rule.whatToDo(),
                facts,
                rule.source().url(),
                uses,
                unused,
                FiguresView.of(figures),
                switching,
                rule.switchable() == Switch.NOBODY ? "Nobody may switch it off, and nothing makes it quieter." : "",
                fault,
                typed);
    }

    String off(RuleSwitches.Off off) {
        return "Off since " + date(LocalDate.ofInstant(off.since(), clock.getZone())) + ", by " + off.name() + ": “"
                + off.reason() + "”";
    }

    private String date(LocalDate date) {
        return new Dates(clock.getZone()).date(date.toString());
    }
}
