package org.throughline.clinic.immunization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughline.care.immunization.Card;
import org.throughline.care.immunization.Lot;
import org.throughline.immunization.answer.Assessment;
import org.throughline.immunization.answer.GroupAnswer;
import org.throughline.immunization.answer.Standing;

/**
 * Which vaccines of the stock are proposed for what is due today: as few as possible, none that is for something that is not
 * due, of several lots the one that expires first. Pure.
 *
 * @param lots what is proposed
 * @param missing what is due and cannot be had from the stock
 * @param asks what cannot be said before somebody has asked
 */
record Proposal(List<Lot> lots, List<String> missing, List<String> asks) {
    Proposal {
        asks = List.copyOf(asks);
        lots = List.copyOf(lots);
        missing = List.copyOf(missing);
    }

    static Proposal of(Card card, List<Lot> stock) {
        if (!(card.assessment() instanceof Assessment.Forecast forecast)) {
            return new Proposal(List.of(), List.of(), List.of());
        }
        List<GroupAnswer> due = forecast.groups().stream()
                .filter(each -> each.standing() instanceof Standing.Due || each.standing() instanceof Standing.Overdue)
                .toList();
        List<Lot> usable = stock.stream()
                .filter(each -> each.usable(card.today()) && each.count() > 0)
                .toList();
        List<Lot> chosen = new ArrayList<>();
        Set<String> missing = new LinkedHashSet<>();
        Set<GroupAnswer> open = new LinkedHashSet<>(due);
        for (GroupAnswer group : due) {
            if (!open.contains(group)) {
                continue;
            }
            Optional<Lot> best = usable.stream()
                    .filter(each -> fits(each, group) && notTooMuch(each, open, forecast))
                    .min(Comparator.<Lot>comparingLong(each -> superfluous(each, open))
                            .thenComparing(Comparator.<Lot>comparingLong(each -> covered(each, open))
                                    .reversed())
                            .thenComparing(Lot::expiry, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder())));
            best.ifPresentOrElse(
                    lot -> {
                        chosen.add(lot);
                        open.removeIf(other -> fits(lot, other));
                    },
                    () -> {
                        missing.add(CardViews.name(group));
                        open.remove(group);
                    });
        }
        List<String> asks = forecast.groups().stream()
                .filter(each -> each.standing() instanceof Standing.NotEvaluated)
                .map(CardViews::name)
                .toList();
        return new Proposal(chosen, List.copyOf(missing), asks);
    }

    private static long covered(Lot lot, Set<GroupAnswer> open) {
        return open.stream().filter(other -> fits(lot, other)).count();
    }

    /** For how many diseases it is beside what is due, as far as the sheets that are handed out with it tell. */
    private static long superfluous(Lot lot, Set<GroupAnswer> open) {
        return Math.max(0, lot.vaccine().sheets().size() - covered(lot, open));
    }

    private static boolean fits(Lot lot, GroupAnswer group) {
        return group.next()
                .map(next -> next.vaccines().containsKey(lot.vaccine().cvx()))
                .orElse(false);
    }

    /** Whether all groups that could take the vaccine are open. */
    private static boolean notTooMuch(Lot lot, Set<GroupAnswer> open, Assessment.Forecast forecast) {
        Set<GroupAnswer> others = new HashSet<>(forecast.groups());
        others.removeAll(open);
        return others.stream().noneMatch(other -> fits(lot, other));
    }
}
