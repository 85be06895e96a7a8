package org.throughline.care.result;

import java.util.Optional;
import java.util.stream.Stream;
import org.throughline.care.entry.Concept;
import org.throughline.care.task.ToAcknowledge.Urgency;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.lab.Flag;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Range;

/** What is to be said of values. Pure. */
final class Flags {
    private Flags() {}

    /** Of a value that was typed; nothing when there is nothing to judge it by. */
    static Optional<Flag> of(Lab lab, Typed typed, Optional<Range> range) {
        return switch (typed) {
            case Typed.Words words -> lab.flag(words.text());
            case Typed.Amount amount -> range.flatMap(each -> of(each, amount));
            case Typed.Nothing ignored -> Optional.empty();
            case Typed.Fault ignored -> Optional.empty();
        };
    }

    private static Optional<Flag> of(Range range, Typed.Amount amount) {
        String comparator = amount.comparator();
        if (comparator == null) {
            return Optional.of(range.flag(amount.value()));
        }
        return comparator.startsWith("<") ? range.flagBelow(amount.value()) : range.flagAbove(amount.value());
    }

    /** What an Observation says of itself; nothing when it says nothing. */
    static Optional<Flag> of(JsonObject observation) {
        return observation.objects("interpretation").stream()
                .flatMap(each -> each.objects("coding").stream())
                .flatMap(coding -> Flag.of(Concept.text(coding, "code")).stream())
                .findFirst();
    }

    /** How soon somebody must look at values with these flags. */
    static Urgency urgency(Stream<Flag> flags) {
        return flags.map(Flags::urgency).max(Enum::compareTo).orElse(Urgency.ROUTINE);
    }

    private static Urgency urgency(Flag flag) {
        if (flag.isCritical()) {
            return Urgency.CRITICAL;
        }
        return flag.isAbnormal() ? Urgency.ABNORMAL : Urgency.ROUTINE;
    }
}
