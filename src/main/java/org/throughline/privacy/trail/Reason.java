package org.throughline.privacy.trail;

import java.util.Optional;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEntry;

/** The reason with which a chart was opened, as the trail has it. */
public final class Reason {
    private Reason() {}

    /** The words; empty when the entry is not of opening a chart with a reason. */
    public static Optional<String> of(AuditEntry entry) {
        int colon = entry.target().indexOf(": ");
        return opens(entry) ? Optional.of(colon < 0 ? "" : entry.target().substring(colon + 2)) : Optional.empty();
    }

    /** Whether the entry says that a chart was opened with a reason. */
    public static boolean opens(AuditEntry entry) {
        return entry.action() == Action.EMERGENCY
                && entry.target().startsWith("emergency/Patient/")
                && !entry.target().endsWith(" closed");
    }

    static AuditEntry withoutWords(AuditEntry entry) {
        return opens(entry) ? entry.withTarget(entry.target().replaceFirst(": .*", "")) : entry;
    }
}
