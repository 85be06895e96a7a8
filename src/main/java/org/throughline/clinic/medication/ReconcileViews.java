package org.throughline.clinic.medication;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.medication.Origin;
import org.throughline.care.medication.Statements;
import org.throughline.care.taking.Answered;
import org.throughline.care.taking.Answered.How;
import org.throughline.care.taking.Fill;
import org.throughline.care.taking.Known;
import org.throughline.care.taking.Reconciled;
import org.throughline.care.taking.Row;
import org.throughline.care.taking.TakenList;
import org.throughline.care.taking.TakingLine;
import org.throughline.clinic.medication.ReconcileView.Option;
import org.throughline.terminology.drug.Ingredient;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;
import org.throughline.ui.Dates;

/** Puts what a patient takes into words. Pure. */
record ReconcileViews(
        Dates dates,
        TakingLine lines,
        boolean stops,
        Map<String, Fill> fills,
        Map<String, List<Besides.Said>> said,
        LocalDate today) {

    /**
     * The page.
     *
     * @param form what is typed so far
     * @param line in the field in which more is typed
     * @param asks what it can mean, when that must be asked
     */
    ReconcileView view(
            TakenList list,
            ReconcileForm form,
            boolean fresh,
            String line,
            List<TakingLine.Candidate> asks,
            Map<String, String> faults,
            String notice,
            int revision) {
        List<ReconcileView.Group> groups = new ArrayList<>();
        add(groups, "Taken as far as is known", false, list.current(), form);
        add(groups, "Ended of late", true, list.ended(), form);
        List<Reconciled.Source> with = form.with(fresh);
        Reconciled last = list.last();
        return new ReconcileView(
                list.seen(),
                groups,
                form.more().stream()
                        .flatMap(each -> lines.exact(each).stream())
                        .map(each -> more(each, list))
                        .toList(),
                line,
                asks.stream()
                        .map(each -> new Option(
                                each.line(),
                                each.name(),
                                each.taking().product() == null ? "in these words" : each.how(),
                                false))
                        .toList(),
                Stream.of(Reconciled.Source.values())
                        .map(each -> new Option(each.key(), each.words(), "", with.contains(each)))
                        .toList(),
                notice,
                faults.isEmpty() ? "" : "Say how what is taken differently is taken.",
                last == null ? "" : last.words(dates::date),
                list.whole(),
                revision);
    }

    private void add(
            List<ReconcileView.Group> groups, String title, boolean ended, List<Row> rows, ReconcileForm form) {
        if (!rows.isEmpty()) {
            groups.add(new ReconcileView.Group(
                    title, ended, rows.stream().map(each -> row(each, form)).toList()));
        }
    }

    private ReconcileView.RowView row(Row row, ReconcileForm form) {
        Answered standing = Answered.standing(row);
        How chosen = form.how(row, standing);
        Known first = row.first();
        Known word = row.word();
        return new ReconcileView.RowView(
                row.key(),
                first.name(),
                first.how(),
                from(row),
                state(first),
                word == null ? "" : Statements.said(word.resource()),
                answers(row, chosen),
                form.sig(row).isEmpty() && chosen == How.DIFFERENTLY && word != null ? word.how() : form.sig(row),
                stops && row.prescribedHere().isPresent(),
                form.rewrites(row),
                form.reason(row));
    }

    private List<Option> answers(Row row, How chosen) {
        boolean ended = row.state() == Known.State.ENDED;
        return Stream.of(How.values())
                .filter(each -> each != How.STOP || (stops && row.isPrescribed() && !ended))
                .map(each -> new Option(
                        each.key(), ended && each == How.TAKING ? "Still taking" : each.words(), "", each == chosen))
                .toList();
    }

    private String from(Row row) {
        String origins = row.origins().stream().map(Origin::words).collect(Collectors.joining(", "));
        Known first = row.first();
        return Stream.of(
                        origins,
                        first.isPrescription() ? first.by() : "",
                        first.since().isEmpty() ? "" : "since " + dates.date(first.since()),
                        row.entries().stream()
                                .flatMap(each -> Stream.ofNullable(fills.get(each.reference())))
                                .map(each -> each.words(today, dates::date))
                                .findFirst()
                                .orElse(""),
                        row.entries().size() == 1 ? "" : row.entries().size() + " entries of the same")
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private String state(Known known) {
        return switch (known.state()) {
            case TAKEN -> "";
            case HELD -> "On hold";
            case UNKNOWN -> "Not known whether it is taken";
            case NOT_TAKEN -> "Not taken";
            case ENDED ->
                "Until "
                        + (known.ended() == null
                                ? "lately"
                                : dates.date(known.ended().toString()))
                        + (known.reason().isEmpty() ? "" : ": " + known.reason());
        };
    }

    private ReconcileView.More more(TakingLine.Candidate candidate, TakenList list) {
        String alike = list.current().stream()
                .filter(row -> isAlike(row.first(), candidate.taking().product()))
                .map(row -> row.first().name())
                .findFirst()
                .orElse("");
        return new ReconcileView.More(
                candidate.line(),
                candidate.name(),
                candidate.how(),
                candidate.taking().origin().words(),
                alike,
                said.getOrDefault(candidate.line(), List.of()));
    }

    private static boolean isAlike(Known known, @Nullable Product product) {
        Meant meant = known.meant();
        return meant != null
                && product != null
                && new HashSet<Ingredient>(meant.ingredients()).equals(new HashSet<>(product.ingredients()));
    }
}
