package org.throughline.app;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Acts;
import org.throughline.audit.AuditTrail;
import org.throughline.care.check.Checks;
import org.throughline.care.check.ControlledGate;
import org.throughline.care.check.LargerKnowledge;
import org.throughline.care.check.OrderGate;
import org.throughline.care.check.SecondFactors;
import org.throughline.care.medication.DrugReader;
import org.throughline.care.order.OrderedAgain;
import org.throughline.clinic.rule.RulesScreen;
import org.throughline.database.Database;
import org.throughline.events.repeat.Repeats;
import org.throughline.events.rule.RuleSwitches;
import org.throughline.events.rule.RuleTally;
import org.throughline.packages.LoadedFiles;
import org.throughline.record.Gate;
import org.throughline.record.Records;
import org.throughline.rest.cds.CdsServices;
import org.throughline.search.Searches;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Labs;
import org.throughline.ui.Pages;
import org.throughline.ui.Warning;

/** What orders must pass: the checks with their rules, the gates, second factors; and what is seen of them. */
final class SafetyParts {
    private final Groundwork ground;
    private final LargerKnowledge larger;
    private final Checks checks;
    private final RuleSwitches switches;
    private static final Caller PRODUCT = new Caller("checks", "Checks of orders", Rights.EVERYTHING);

    private final RuleTally tally;
    private final Repeats repeats;
    private final SecondFactors factors;
    private final Clock clock;

    /**
     * The parts of an installation.
     *
     * @param records the record, which is made after this and has the gates
     * @param clock of the practice
     */
    SafetyParts(
            Groundwork ground,
            Database database,
            AuditTrail audit,
            Searches searches,
            Supplier<Records> records,
            Clock clock) {
        this.ground = ground;
        this.clock = clock;
        this.switches = new RuleSwitches(database, new Acts(database, audit, ground.clock()), ground.clock());
        this.tally = new RuleTally(database, ground.clock());
        this.repeats = new Repeats(
                database,
                (patient, loincs, from, until) ->
                        new OrderedAgain(records.get(), searches, PRODUCT).between(patient, loincs, from, until),
                ground.clock());
        this.factors = new SecondFactors(ground.random(), ground.clock());
        this.larger =
                new LargerKnowledge(new LoadedFiles(database, audit, ground.clock()), ground.safety(), Drugs.shipped());
        this.checks = new Checks(
                larger,
                Drugs.shipped(),
                Catalogues.shipped(),
                Labs.shipped(),
                Imaging.shipped(),
                searches,
                ground.bodies(),
                caller -> addresses -> records.get().visible(caller.withOutside(), addresses),
                new KeptRules(switches, tally),
                clock);
    }

    /** Runs the checks of orders. */
    Checks checks() {
        return checks;
    }

    /** What became of tests that were done lately and ordered again. */
    Repeats repeats() {
        return repeats;
    }

    /** A larger knowledge base beside our own rules. */
    LargerKnowledge larger() {
        return larger;
    }

    /** Second factors that were shown a moment ago. */
    SecondFactors factors() {
        return factors;
    }

    /** What orders pass to come into force. */
    List<Gate> gates() {
        return List.of(
                new OrderGate(checks, ground.search(), ground.bodies(), clock),
                new ControlledGate(
                        new DrugReader(Drugs.shipped()), factors, ground.search(), ground.bodies(), ground.clock()));
    }

    /** What is done behind the screens. */
    List<Chore> chores() {
        return List.of(
                Chore.of("reading which rules are off", Duration.ofSeconds(10), switches::refresh),
                Chore.of("reading which list of interactions is loaded", Duration.ofSeconds(10), larger::refresh),
                new Chore("counting tests that were not repeated", Duration.ofHours(1), repeats::settle),
                Chore.of("sweeping the counts of rules", Duration.ofDays(1), tally::sweep));
    }

    /** What operators are to be warned of. */
    Stream<Warning> warnings() {
        String old = larger.loaded()
                .filter(each -> each.isOld(LocalDate.now(clock)))
                .map(each -> each.name() + " was loaded more than a year ago. Load it, or a newer one, again.")
                .orElse("");
        return Stream.of(
                        new Warning("Safety rules", checks.warning(), "/admin/rules"),
                        new Warning("List of interactions", old, "/admin/rules"))
                .filter(each -> !each.text().isEmpty());
    }

    /** The rules for those who look them over. */
    RulesScreen rules(Pages pages) {
        return new RulesScreen(checks, larger, switches, tally, pages, clock);
    }

    /** The checks for other systems. */
    CdsServices services(Records records, AuditTrail audit, CdsServices.Callers callers) {
        return new CdsServices(checks, records, audit, callers, ground.base(), ground.clock());
    }
}
