package org.throughline.clinic.reconcile;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.care.reconcile.Compared;
import org.throughline.care.reconcile.Decision;
import org.throughline.care.reconcile.Item;
import org.throughline.care.reconcile.Reconciling;
import org.throughline.care.reconcile.Section;
import org.throughline.care.reconcile.Told;
import org.throughline.care.same.Difference;
import org.throughline.care.same.SaidAllergy;
import org.throughline.care.same.SaidDose;
import org.throughline.care.same.SaidDrug;
import org.throughline.care.taking.Reconciled;
import org.throughline.care.taking.Reconciliation;
import org.throughline.clinic.reconcile.ReconcileView.Act;
import org.throughline.ui.Dates;

/** Puts what other records say into words. Pure. */
record ReconcileViews(Dates dates, Caller caller) {
    ReconcileView view(Compared compared, String done, String notice) {
        Reconciled verified = compared.verified();
        return new ReconcileView(
                compared.sections().entrySet().stream()
                        .map(each -> section(each.getKey(), each.getValue()))
                        .toList(),
                done,
                notice,
                verified == null ? "" : verified.words(dates::date),
                caller.may(Interaction.CREATE, "List"),
                compared.whole());
    }

    private ReconcileView.SectionView section(Section section, List<Item<?>> items) {
        List<ReconcileView.Folded> folded = new ArrayList<>();
        fold(folded, section, items, Item.Kind.SAME, "the same in both");
        fold(folded, section, items, Item.Kind.DECIDED, "decided before");
        fold(folded, section, items, Item.Kind.PAST, "over, and not in our chart");
        return new ReconcileView.SectionView(
                section.key(),
                section.title(),
                items.stream()
                        .filter(Item::asks)
                        .map(each -> row(section, each))
                        .toList(),
                folded);
    }

    private void fold(
            List<ReconcileView.Folded> folded, Section section, List<Item<?>> items, Item.Kind kind, String words) {
        List<ReconcileView.Row> rows = items.stream()
                .filter(each -> each.kind() == kind)
                .map(each -> row(section, each))
                .toList();
        if (!rows.isEmpty()) {
            folded.add(new ReconcileView.Folded(rows.size() + " " + words, rows));
        }
    }

    private ReconcileView.Row row(Section section, Item<?> item) {
        Told<?> ours = item.ours();
        Decision decision = item.decision();
        return new ReconcileView.Row(
                item.key(),
                side(
                        item.first(),
                        item.outside().stream().map(Told::holder).distinct().toList()),
                ours == null ? null : side(ours, List.of()),
                differs(item.differences()),
                conflict(item),
                decision == null || item.kind() != Item.Kind.DECIDED ? "" : decided(decision),
                acts(section, item));
    }

    private ReconcileView.Side side(Told<?> told, List<String> holders) {
        String since = told.date().isEmpty()
                ? ""
                : (told.said() instanceof SaidDose ? "" : "since ") + dates.date(told.date());
        return new ReconcileView.Side(told.name(), told.detail(), holders, joined(told.by(), since));
    }

    private static String differs(Set<Difference> differences) {
        return differences.isEmpty()
                ? ""
                : "Differs: "
                        + EnumSet.copyOf(differences).stream()
                                .map(Difference::words)
                                .collect(Collectors.joining(", "));
    }

    private static String conflict(Item<?> item) {
        String who = item.conflict();
        if (who == null) {
            return "";
        }
        boolean none = item.first().said() instanceof SaidAllergy said && said.none();
        return (who.isEmpty() ? "Ours" : who) + (none ? " names an allergy" : " says that none are known")
                + ": ask the patient";
    }

    private String decided(Decision decision) {
        return (decision.updated() ? "Ours was changed" : "Ours was kept") + ", "
                + joined(decision.by(), dates.date(decision.at()));
    }

    private List<Act> acts(Section section, Item<?> item) {
        Item.Kind kind = item.kind();
        Told<?> ours = item.ours();
        List<Act> acts = new ArrayList<>();
        if (kind == Item.Kind.SAME) {
            return acts;
        }
        boolean none = item.first().said() instanceof SaidAllergy said && said.none();
        if (Reconciling.may(caller, section) && !(none && item.conflict() != null)) {
            boolean updates = ours != null && ours.said().holds() && section != Section.IMMUNIZATIONS;
            if (updates) {
                acts.add(new Act("update", changed(item, ours)));
            }
            if (!updates || item.differences().contains(Difference.ITEM) || kind == Item.Kind.DECIDED) {
                acts.add(new Act("take", "Take over"));
            }
        }
        if (kind != Item.Kind.DECIDED && kind != Item.Kind.PAST && Reconciling.mayKeep(caller)) {
            acts.add(new Act("keep", ours == null ? "Not for us" : "Keep ours"));
        }
        return acts;
    }

    private String changed(Item<?> item, @Nullable Told<?> ours) {
        boolean over = !item.first().said().holds();
        if (item.first().said() instanceof SaidDrug) {
            boolean prescribed = ours != null && ours.reference().startsWith("MedicationRequest/");
            return !over ? "Taken so" : prescribed && !Reconciliation.mayStop(caller) ? "Not taking" : "Stop ours";
        }
        return "Update ours";
    }

    private static String joined(String... parts) {
        return Stream.of(parts).filter(each -> !each.isEmpty()).collect(Collectors.joining(" · "));
    }
}
