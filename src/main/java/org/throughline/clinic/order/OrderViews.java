package org.throughline.clinic.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.care.check.Earlier;
import org.throughline.care.check.Looked;
import org.throughline.care.order.OrderKind;
import org.throughline.clinic.order.Basket.Item;
import org.throughline.clinic.order.ItemView.FieldView;
import org.throughline.clinic.order.ItemView.FindingView;
import org.throughline.clinic.order.ItemView.ReasonView;
import org.throughline.clinic.order.ItemView.UsualView;
import org.throughline.record.Copy;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.rule.FileState;
import org.throughline.safety.rule.Severity;
import org.throughline.terminology.sig.UsualSigs;
import org.throughline.ui.Dates;

/** Puts what is in a basket, and what was found about it, into words. Pure. */
record OrderViews(Dates dates, Map<Integer, String> holders) {
    private static final String REPORT = "DiagnosticReport/";
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    /**
     * An item as it is shown.
     *
     * @param usual how it is usually taken
     * @param problems names of the problems that it can be for, by the Conditions' ids
     * @param looked what the checks say; {@code of} is what they say of this item
     * @param later keys of what is found of later items
     * @param asked whether it was tried to sign, so that what is missing is said
     * @param last what the test said last; null for nothing
     * @param imaging what goes with an order of imaging; null for another
     */
    ItemView item(
            Item item,
            Drafted drafted,
            List<UsualSigs.Usual> usual,
            Map<String, String> problems,
            Looked looked,
            Looked.Order of,
            Map<String, String> answers,
            Set<String> later,
            boolean asked,
            @Nullable String last,
            @Nullable ImagingView imaging) {
        OrderKind kind = ItemReader.kind(item);
        List<FieldView> fields = ItemField.of(kind).stream()
                .map(field -> new FieldView(
                        field,
                        item.named(field.name()),
                        item.field(field.name()),
                        drafted.faults().getOrDefault(field.name(), "")))
                .toList();
        List<String> chosen = List.of(item.field("reason").split(" ", -1));
        List<ReasonView> reasons = problems.entrySet().stream()
                .map(each -> new ReasonView(each.getKey(), each.getValue(), chosen.contains(each.getKey())))
                .toList();
        return new ItemView(
                item.number(),
                kind.words(),
                kind.key(),
                item.field("code"),
                item.field("takes"),
                item.field("answers"),
                item.field("name"),
                drafted.sentence(),
                fields,
                reasons,
                !drafted.faults().isEmpty(),
                findings(looked, of, answers, later, asked),
                unchecked(of.unchecked()),
                usual.stream()
                        .map(each -> new UsualView(each.typed(), each.purpose()))
                        .toList(),
                last,
                imaging,
                drafted.steps());
    }

    /** The report of what would be repeated, when there is one that may be shown. */
    private static String report(Finding finding) {
        return finding.about().stream()
                .filter(each -> each.startsWith(REPORT))
                .map(each -> each.substring(REPORT.length()))
                .findFirst()
                .orElse("");
    }

    /** Why something was not checked; problems without a code are named together. */
    private static List<String> unchecked(List<Reason> reasons) {
        List<String> words = new ArrayList<>();
        List<String> uncoded = new ArrayList<>();
        for (Reason reason : reasons) {
            Matcher named = QUOTED.matcher(reason.words());
            if (reason.why() == Why.UNCODED_CONDITION && named.find()) {
                uncoded.add(named.group(1).replaceFirst(" \\([a-z ]+\\)$", ""));
            } else if (!words.contains(reason.words())) {
                words.add(reason.words());
            }
        }
        if (!uncoded.isEmpty()) {
            words.add((uncoded.size() == 1 ? "this problem has no code: " : "these problems have no code: ")
                    + String.join(", ", uncoded.stream().distinct().toList()));
        }
        return words;
    }

    private List<FindingView> findings(
            Looked looked, Looked.Order of, Map<String, String> answers, Set<String> later, boolean asked) {
        List<FindingView> views = new ArrayList<>();
        for (Finding finding : of.findings()) {
            String key = looked.key(finding);
            Earlier earlier = looked.earlier().get(key);
            String answer = answers.getOrDefault(key, "");
            boolean missing = asked && looked.mustBeAnswered(finding) && answer.isBlank();
            Finding shown = finding.masked();
            views.add(new FindingView(
                    Basket.answerTo(key),
                    answer,
                    finding.interrupts(),
                    finding.severity() == Severity.CAUTION,
                    finding.repeats(),
                    shown.kind().words(),
                    shown.what(),
                    shown.mechanism(),
                    shown.whatToDo(),
                    shown.source().citation(),
                    shown.source().url(),
                    shown.rule(),
                    report(shown),
                    earlier == null
                            ? ""
                            : "You answered this on " + dates.date(earlier.on().toString()) + ": “" + earlier.reason()
                                    + "”",
                    missing ? "Say why it is signed nevertheless, or change the order." : "",
                    later.contains(key),
                    held(shown)));
        }
        return views;
    }

    /** Who holds what the finding rests on beside our own; empty for nobody else. */
    private String held(Finding finding) {
        return finding.about().stream()
                .flatMap(about -> Copy.Origin.of(about.substring(about.lastIndexOf('/') + 1)).stream())
                .map(origin -> holders.getOrDefault(origin.number(), "another organization"))
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    /** What is wrong with a file of knowledge. */
    static String warning(FileState file) {
        return file.file().fileName() + " " + (file.words().isEmpty() ? "is past its date" : file.words());
    }
}
