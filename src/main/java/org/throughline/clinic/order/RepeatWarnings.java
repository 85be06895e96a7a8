package org.throughline.clinic.order;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.care.Parts;
import org.throughline.care.check.Looked;
import org.throughline.care.order.LastResults;
import org.throughline.care.order.OrderDraft;
import org.throughline.care.order.OrderKind;
import org.throughline.events.repeat.Repeats;
import org.throughline.events.repeat.Told;
import org.throughline.safety.answer.Finding;
import org.throughline.terminology.Coding;
import org.throughline.terminology.lab.LabCosts;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.lab.Sought;

/**
 * Notes of which repeated tests somebody was told while they stood in their basket, and which of them were taken out again.
 *
 * @param interval within how many days a rule says that a test is not repeated
 */
public record RepeatWarnings(
        Repeats repeats, ToIntFunction<String> interval, LastResults last, Labs labs, LabCosts costs, Clock clock) {
    /**
     * Notes what is told of a basket.
     *
     * @param drafts what is in the basket
     * @param found what the checks say of each
     */
    void told(Caller caller, String patient, List<Drafted> drafts, List<Looked.Order> found) {
        List<Told> told = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            OrderDraft draft = drafts.get(i).draft();
            int days = found.get(i).findings().stream()
                    .filter(Finding::repeats)
                    .map(Finding::rule)
                    .mapToInt(interval)
                    .max()
                    .orElse(0);
            if (draft != null && days > 0) {
                told.add(told(caller, patient, draft, days));
            }
        }
        repeats.told(told);
    }

    private Told told(Caller caller, String patient, OrderDraft draft, int days) {
        Set<String> own = draft.what().codings().stream()
                .filter(each -> each.system().equals(Coding.LOINC))
                .map(Coding::code)
                .collect(Collectors.toSet());
        boolean lab = draft.kind() == OrderKind.LAB;
        Set<String> same = lab
                ? labs.named(draft.what().text())
                        .map(labs::sought)
                        .map(Sought::itself)
                        .orElse(own)
                : own;
        Optional<LastResults.Last> newest =
                lab ? last.of(caller, patient, same).stream().findFirst() : Optional.empty();
        OptionalInt cents = costs.of(own);
        return new Told(
                patient,
                caller.id(),
                draft.what().text(),
                same,
                newest.filter(each -> !each.holder().isEmpty()).isPresent(),
                cents.isPresent() ? cents.getAsInt() : null,
                Duration.ofDays(newest.map(each -> remaining(each, days)).orElse(days)));
    }

    /** How many days are left of the interval after a result; one at least. */
    private int remaining(LastResults.Last last, int days) {
        LocalDate done = Parts.day(last.line().date());
        return done == null
                ? days
                : Math.clamp(ChronoUnit.DAYS.between(LocalDate.now(clock), done.plusDays(days)), 1, days);
    }

    /** Notes that what stood in somebody's basket was taken out. */
    void dropped(Caller caller, String patient, Collection<String> names) {
        repeats.dropped(patient, caller.id(), names);
    }

    /** Notes that items of a basket were taken out. */
    void dropped(Caller caller, String patient, Basket before, Basket after) {
        Set<String> kept = names(after);
        dropped(
                caller,
                patient,
                names(before).stream().filter(each -> !kept.contains(each)).toList());
    }

    private static Set<String> names(Basket basket) {
        return basket.items().stream()
                .map(item -> Objects.requireNonNull(item.field("name")))
                .collect(Collectors.toSet());
    }
}
