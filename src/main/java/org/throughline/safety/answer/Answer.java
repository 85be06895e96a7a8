package org.throughline.safety.answer;

import java.util.List;
import org.throughline.safety.rule.Kind;

/**
 * What one kind of check answers on one order. Findings and reasons can be there together: a part was checked.
 *
 * @param findings the loudest first
 * @param unchecked why something of it was not checked
 */
public record Answer(Kind kind, List<Finding> findings, List<Reason> unchecked) {
    /** What an answer is as a whole. */
    public enum State {
        /** All was checked and nothing found. */
        CLEAR,
        /** Something was found, whether or not all was checked. */
        FOUND,
        /** Nothing was found in what was checked, and not all was checked. It never counts as clear. */
        NOT_CHECKED
    }

    public Answer {
        findings = findings.stream().sorted().distinct().toList();
        unchecked = unchecked.stream().sorted().distinct().toList();
    }

    /** What it is as a whole. */
    public State state() {
        if (!findings.isEmpty()) {
            return State.FOUND;
        }
        return unchecked.isEmpty() ? State.CLEAR : State.NOT_CHECKED;
    }
}
