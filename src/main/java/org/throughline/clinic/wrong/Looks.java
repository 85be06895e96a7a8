package org.throughline.clinic.wrong;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.audit.AuditEntry;
import org.throughline.care.task.Member;
import org.throughline.care.task.Roster;

/** Who has looked at a chart, from what the trail tells of it. */
record Looks(List<AuditEntry> trail, Roster roster) {

    /**
     * Somebody who has looked.
     *
     * @param last when they did so last
     * @param member who that is of the staff, with an inbox; empty for patients, programs and who has left
     */
    record Looker(String name, AuditEntry last, Optional<Member> member) {}

    /** Whoever looked last first. */
    List<Looker> all() {
        Map<String, AuditEntry> last = new HashMap<>();
        trail.stream()
                .filter(Looks::isLook)
                .forEach(entry -> last.merge(
                        entry.agent().name(), entry, (one, other) -> one.at().isAfter(other.at()) ? one : other));
        return last.values().stream()
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .map(entry -> new Looker(
                        entry.agent().display(), entry, member(entry.agent().name())))
                .toList();
    }

    /** Whether somebody was shown something of the chart: not only a name in a list, and not by what only writes or sends. */
    private static boolean isLook(AuditEntry entry) {
        String target = entry.target();
        return switch (entry.action()) {
            case READ, VREAD, HISTORY, SEARCH, BATCH, EXPORT, LAUNCH_APP, EMERGENCY -> true;
            case VIEW -> !target.startsWith("Patient?") && !target.startsWith("schedule/");
            case OPERATION -> target.contains("$");
            default -> false;
        };
    }

    private Optional<Member> member(String agent) {
        String number = agent.replaceFirst("^account/", "");
        return number.matches("[0-9]{1,18}")
                ? roster.member(Long.parseLong(number)).filter(each -> each.active() && each.reference() != null)
                : Optional.empty();
    }
}
