package org.throughline.safety.rule;

import java.time.LocalDate;
import java.util.List;

/**
 * What all rules have.
 *
 * @param id unique among all rules; what is before a slash names the family: of several findings of one family about the
 *     same things only the loudest is shown
 * @param effect what may happen, in a few words
 * @param when all of these must hold, of each at least one of its alternatives
 * @param lower when all of these hold, the finding is one step less loud; none for what nobody may switch off
 * @param reviewed the day on which a person last held it against its source
 */
public record Rule(
        String id,
        Kind kind,
        Severity severity,
        String effect,
        List<List<Term>> when,
        List<List<Term>> lower,
        String mechanism,
        String whatToDo,
        Source source,
        Switch switchable,
        LocalDate reviewed,
        RuleVersion version) {
    public Rule {
        when = when.stream().map(List::copyOf).toList();
        lower = lower.stream().map(List::copyOf).toList();
        if (switchable == Switch.NOBODY && !lower.isEmpty()) {
            throw new Unreadable("what nobody may switch off is not lowered by context");
        }
    }

    /** The part of the id that related rules share. */
    public String family() {
        int slash = id.indexOf('/');
        return slash < 0 ? id : id.substring(0, slash);
    }
}
