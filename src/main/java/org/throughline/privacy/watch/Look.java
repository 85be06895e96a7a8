package org.throughline.privacy.watch;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEntry;

/**
 * An entry of the trail by which somebody with an account looked at records, by themselves or by an app. A name in a list
 * of patients is no look, and neither is what was refused.
 *
 * @param account the number of the account
 */
record Look(AuditEntry entry, long account) {
    private static final Pattern ACCOUNT = Pattern.compile("^account/([0-9]{1,18})(?:/.*)?$");
    private static final Set<Action> LOOKING = Set.of(
            Action.READ,
            Action.VREAD,
            Action.HISTORY,
            Action.SEARCH,
            Action.OPERATION,
            Action.UPDATE,
            Action.PATCH,
            Action.VIEW,
            Action.EMERGENCY,
            Action.BATCH);

    static Optional<Look> of(AuditEntry entry) {
        Matcher account = ACCOUNT.matcher(entry.agent().name());
        return account.matches()
                        && entry.status() < 400
                        && LOOKING.contains(entry.action())
                        && !entry.patients().isEmpty()
                        && !isList(entry)
                ? Optional.of(new Look(entry, Long.parseLong(account.group(1))))
                : Optional.empty();
    }

    /** The privacy officer's pages are about the trail, not about the record. */
    private static boolean isList(AuditEntry entry) {
        String target = entry.target();
        return switch (entry.action()) {
            case SEARCH -> target.startsWith("Patient") || target.startsWith("AuditEvent");
            case READ -> target.startsWith("AuditEvent");
            case VIEW -> !target.startsWith("chart/");
            default -> false;
        };
    }
}
