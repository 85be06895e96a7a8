package org.throughline.privacy.trail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.access.Sensitivity;
import org.throughline.audit.Action;
import org.throughline.audit.AuditEntry;
import org.throughline.audit.AuditEvents;
import org.throughline.audit.AuditQuery;
import org.throughline.kernel.Address;
import org.throughline.record.Records;

/**
 * What a caller sees of the trail. Whoever is granted everybody's entries sees all of them whole. Whoever is granted those
 * about some patients sees these, without what was typed to find them, which may be about others. Who acts for a patient
 * and has no clearance for all that the patient may keep to themselves (an adolescent's parent) does not see entries about
 * a resource that they may not see, nor such as do not tell what they are about, nor the words of a reason. What is held
 * from the patient is not told of to either until it is shown.
 */
public final class TrailSight {
    private static final String TYPE = "AuditEvent";
    private static final Pattern RESOURCE = Pattern.compile("^([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(?:/.*)?$");

    /** What these do, only a resource that they name tells. */
    private static final Set<Action> OF_ONE =
            Set.of(Action.READ, Action.VREAD, Action.CREATE, Action.UPDATE, Action.PATCH, Action.DELETE);

    private final Records records;

    public TrailSight(Records records) {
        this.records = records;
    }

    /** Whose entries a caller sees: everybody's, or those about some patients. */
    public static Reach reach(Caller caller) {
        return caller.rights().reach(TYPE, Interaction.SEARCH);
    }

    static boolean reaches(Caller caller, long patient) {
        return !(reach(caller) instanceof Reach.Of(Set<Long> patients)) || patients.contains(patient);
    }

    /** Those of these entries that the caller sees, as the caller sees them. */
    public List<AuditEntry> seen(Caller caller, List<AuditEntry> entries) {
        if (!(reach(caller) instanceof Reach.Of(Set<Long> patients))) {
            return entries;
        }
        List<AuditEntry> within = entries.stream()
                .filter(entry -> entry.patients().stream().anyMatch(patients::contains)
                        || (entry.isOfAll() && !patients.isEmpty()))
                .map(entry -> entry.within(patients))
                .toList();
        return isCleared(caller)
                ? notHeld(caller, within).stream()
                        .map(TrailSight::withoutCriteria)
                        .toList()
                : cleared(caller, within);
    }

    /** Those that do not name a result that is held from the patient. */
    private List<AuditEntry> notHeld(Caller caller, List<AuditEntry> entries) {
        if (!caller.rights().bound() || !caller.rights().purpose().isOfPatient()) {
            return entries;
        }
        Set<Long> named = new HashSet<>();
        entries.forEach(entry -> address(entry).ifPresent(named::add));
        Set<Long> held = named.isEmpty() ? Set.of() : records.held(named);
        return entries.stream()
                .filter(entry -> address(entry).stream().noneMatch(held::contains))
                .toList();
    }

    /** The newest entries that are wanted and that the caller sees; of some patients only one may be asked for. */
    public List<AuditEntry> find(AuditEvents events, Caller caller, AuditQuery query) {
        List<AuditEntry> seen = new ArrayList<>();
        AuditQuery rest = query;
        boolean more = true;
        while (more && seen.size() < query.count()) {
            List<AuditEntry> found = events.find(rest);
            seen.addAll(seen(caller, found));
            more = found.size() == rest.count();
            if (more) {
                rest = query.before(found.getLast().number());
            }
        }
        return seen.size() <= query.count() ? seen : List.copyOf(seen.subList(0, query.count()));
    }

    /** Patients see the whole of their own; a record that they keep from others is not kept from them. */
    private static boolean isCleared(Caller caller) {
        Rights rights = caller.rights();
        return rights.purpose() == Purpose.PATRQT
                || !rights.bound()
                || rights.clearances().contains(Rights.ALL)
                || rights.clearances().containsAll(Sensitivity.OF_TREATMENT);
    }

    private List<AuditEntry> cleared(Caller caller, List<AuditEntry> entries) {
        Set<Long> named = new HashSet<>();
        entries.forEach(entry -> address(entry).ifPresent(named::add));
        Set<Long> visible = named.isEmpty() ? Set.of() : records.visible(caller, named);
        List<AuditEntry> cleared = new ArrayList<>();
        for (AuditEntry entry : entries) {
            if (entry.agent().name().equals(caller.id()) || tells(entry, visible)) {
                cleared.add(Reason.withoutWords(withoutCriteria(entry)));
            }
        }
        return cleared;
    }

    private static boolean tells(AuditEntry entry, Set<Long> visible) {
        OptionalLong address = address(entry);
        if (address.isPresent()) {
            return visible.contains(address.getAsLong());
        }
        return !OF_ONE.contains(entry.action())
                && entry.action() != Action.TRANSACTION
                && entry.action() != Action.BATCH;
    }

    private static OptionalLong address(AuditEntry entry) {
        Matcher resource = RESOURCE.matcher(entry.target());
        return resource.matches()
                ? OptionalLong.of(Address.of(resource.group(1), resource.group(2)))
                : OptionalLong.empty();
    }

    private static AuditEntry withoutCriteria(AuditEntry entry) {
        int mark = entry.target().indexOf('?');
        return mark < 0 ? entry : entry.withTarget(entry.target().substring(0, mark + 1));
    }
}
