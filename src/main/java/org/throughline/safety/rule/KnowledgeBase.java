package org.throughline.safety.rule;

import java.util.List;

/**
 * A larger knowledge base that an installation brings beside our own rules. What it says is added to ours and never takes
 * anything away: of two findings about the same drugs the louder is shown.
 *
 * @see Knowledge#with(KnowledgeBase)
 */
public interface KnowledgeBase {
    /** What it is and of when, for people. */
    RuleVersion version();

    /** Its interactions. */
    List<InteractionRule> interactions();

    /** How many of its lines could not be used, because they name something that has no code. */
    int unusable();
}
