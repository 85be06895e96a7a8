package org.throughline.care.reconcile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.care.same.Said;
import org.throughline.care.same.SaidAllergy;

/** Makes one item of each real thing of all that is told. Pure. */
final class Comparison {
    private Comparison() {}

    /**
     * The items that other records tell of.
     *
     * @param all of all records, in the order in which they are to stand
     * @param decided what was decided, by the content of what it was about
     */
    static <S extends Said<S>> List<Item<S>> items(List<Told<S>> all, Function<String, Optional<Decision>> decided) {
        Map<String, List<Told<S>>> groups = new LinkedHashMap<>();
        all.forEach(each -> groups.computeIfAbsent(each.said().item(), key -> new ArrayList<>())
                .add(each));
        List<Item<S>> items = new ArrayList<>();
        groups.values().forEach(group -> items.addAll(group(group, all, decided)));
        return items;
    }

    private static <S extends Said<S>> List<Item<S>> group(
            List<Told<S>> group, List<Told<S>> all, Function<String, Optional<Decision>> decided) {
        List<Told<S>> ours = group.stream().filter(Told::ours).toList();
        Map<Told<S>, List<Told<S>>> same = new LinkedHashMap<>();
        List<List<Told<S>>> different = new ArrayList<>();
        for (Told<S> each : group) {
            if (each.ours()) {
                continue;
            }
            Optional<Told<S>> alike = ours.stream()
                    .filter(own -> own.said().same(each.said()))
                    // Two doses of one year are two: each of ours stands for one of a record.
                    .sorted((one, other) -> Boolean.compare(holds(same, one, each), holds(same, other, each)))
                    .findFirst();
            if (alike.isPresent()) {
                same.computeIfAbsent(alike.get(), key -> new ArrayList<>()).add(each);
            } else {
                cluster(different, each).add(each);
            }
        }
        List<Item<S>> items = new ArrayList<>();
        same.forEach((own, outside) -> items.add(new Item<>(own, outside, Set.of(), null, null)));
        for (List<Told<S>> cluster : different) {
            Told<S> first = cluster.getFirst();
            Told<S> beside = beside(first, ours, same.keySet());
            items.add(new Item<>(
                    beside,
                    cluster,
                    beside == null ? Set.of() : beside.said().differences(first.said()),
                    conflict(first, all),
                    decided.apply(first.content()).orElse(null)));
        }
        return items;
    }

    private static <S extends Said<S>> boolean holds(Map<Told<S>, List<Told<S>>> same, Told<S> own, Told<S> outside) {
        return same.getOrDefault(own, List.of()).stream()
                .anyMatch(each -> each.holder().equals(outside.holder()));
    }

    private static <S extends Said<S>> List<Told<S>> cluster(List<List<Told<S>>> clusters, Told<S> told) {
        return clusters.stream()
                .filter(each -> each.getFirst().said().same(told.said()))
                .findFirst()
                .orElseGet(() -> {
                    List<Told<S>> fresh = new ArrayList<>();
                    clusters.add(fresh);
                    return fresh;
                });
    }

    /** Ours that tells the same thing otherwise: rather one to which nothing is the same, and that holds. */
    private static <S extends Said<S>> @Nullable Told<S> beside(
            Told<S> outside, List<Told<S>> ours, Set<Told<S>> matched) {
        return ours.stream()
                .filter(own -> own.said().mayBeOne(outside.said()))
                .min((one, other) -> Integer.compare(rank(one, matched), rank(other, matched)))
                .orElse(null);
    }

    private static <S extends Said<S>> int rank(Told<S> own, Set<Told<S>> matched) {
        return (own.said().holds() ? 0 : 2) + (matched.contains(own) ? 1 : 0);
    }

    /** Who says the opposite: that none are known, or that one is. */
    private static <S extends Said<S>> @Nullable String conflict(Told<S> told, List<Told<S>> all) {
        return told.said() instanceof SaidAllergy one
                ? all.stream()
                        .filter(each -> each.said() instanceof SaidAllergy other && one.conflicts(other))
                        .map(Told::holder)
                        .min(Comparator.naturalOrder())
                        .orElse(null)
                : null;
    }
}
