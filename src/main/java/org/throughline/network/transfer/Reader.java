package org.throughline.network.transfer;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Grant;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Reach;
import org.throughline.access.Rights;
import org.throughline.access.Sensitivity;
import org.throughline.login.role.TypeGroup;

/** As whom a chart is read that moves: the new practice, with what the patient asked for in writing. Pure. */
final class Reader {
    /** What a chart is made of; not the practice's own work, money and schedule. */
    static final Set<String> CHART = chart();

    /** Who and where care was given: it goes along so that names can be read. */
    static final Set<String> NAMES = Set.copyOf(TypeGroup.typesOf(TypeGroup.DIRECTORY));

    private Reader() {}

    private static Set<String> chart() {
        Set<String> types = new HashSet<>(TypeGroup.typesOf(
                TypeGroup.PEOPLE,
                TypeGroup.VISITS,
                TypeGroup.SUMMARY,
                TypeGroup.MEDICATIONS,
                TypeGroup.IMMUNIZATIONS,
                TypeGroup.RESULTS,
                TypeGroup.IMAGES,
                TypeGroup.NOTES,
                TypeGroup.ORDERS,
                TypeGroup.CARE,
                TypeGroup.DEVICES,
                TypeGroup.CONSENTS));
        types.add("Coverage");
        return Set.copyOf(types);
    }

    /**
     * Who reads: bound by what the patient's consents deny, and with clearance for what needs no consent of its own, or has it.
     *
     * @param member as whom the new practice acts here; null when it is no member
     * @param asking kinds of sensitive information that go only when the request names them
     */
    static Caller of(@Nullable Caller member, Wish wish, Set<String> asking) {
        Set<String> cleared = new HashSet<>(Sensitivity.OF_TREATMENT);
        cleared.removeAll(asking);
        cleared.addAll(wish.named());
        Rights rights = new Rights(
                Purpose.TREAT,
                member == null ? Set.of() : member.rights().actors(),
                Set.of(),
                cleared,
                List.of(grant(CHART), grant(NAMES)),
                Set.of(),
                true);
        return member == null ? new Caller("transfer", "Transfer of charts", rights) : member.with(rights);
    }

    private static Grant grant(Set<String> types) {
        return new Grant(
                types,
                Collections.unmodifiableSet(EnumSet.of(Interaction.READ, Interaction.SEARCH)),
                Set.of(Reach.EVERYONE),
                List.of());
    }
}
