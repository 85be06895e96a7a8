package org.throughline.app;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.throughline.care.check.RuleBook;
import org.throughline.database.OpenTransaction;
import org.throughline.events.rule.RuleSwitches;
import org.throughline.events.rule.RuleTally;

/** Tells the checks which rules are off, and counts what they find. */
record KeptRules(RuleSwitches switches, RuleTally tally) implements RuleBook {
    @Override
    public Set<String> off(String by) {
        return switches.off(by);
    }

    @Override
    public void shown(Collection<Spoken> spoken) {
        tally.shown(counted(spoken));
    }

    @Override
    public void signed(OpenTransaction transaction, Collection<Spoken> spoken) {
        tally.signed(transaction, counted(spoken));
    }

    @Override
    public void overridden(Collection<byte[]> findings) {
        tally.overridden(findings);
    }

    private static List<RuleTally.Spoken> counted(Collection<Spoken> spoken) {
        return spoken.stream()
                .map(each -> new RuleTally.Spoken(each.finding(), each.rule(), each.version(), each.interrupts()))
                .toList();
    }
}
