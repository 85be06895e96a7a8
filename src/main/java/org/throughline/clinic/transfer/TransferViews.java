package org.throughline.clinic.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.access.Rights;
import org.throughline.clinic.transfer.TransferView.Act;
import org.throughline.clinic.transfer.TransferView.Count;
import org.throughline.clinic.transfer.TransferView.StepRow;
import org.throughline.login.role.TypeGroup;
import org.throughline.network.post.Sent;
import org.throughline.network.transfer.Closing;
import org.throughline.network.transfer.Contents;
import org.throughline.network.transfer.Decisions;
import org.throughline.network.transfer.OpenEnd;
import org.throughline.network.transfer.State;
import org.throughline.network.transfer.Step;
import org.throughline.network.transfer.Transfer;
import org.throughline.network.transfer.Wish;
import org.throughline.ui.Dates;

/** Transfers in words. */
final class TransferViews {
    private final Dates dates;

    TransferViews(Dates dates) {
        this.dates = dates;
    }

    /** What a page about it is called. */
    static String title(Transfer transfer) {
        boolean done = transfer.state() == State.CONFIRMED || transfer.state() == State.REOPENED;
        return "The chart "
                + (transfer.giving() ? (done ? "moved" : "moves") + " to " : (done ? "came" : "comes") + " from ")
                + transfer.receiver();
    }

    /** How far it is. */
    static String state(Transfer transfer) {
        return switch (transfer.state()) {
            case PREPARED -> "Asked for; to be looked at and signed";
            case OFFERED ->
                transfer.isByHand()
                        ? "Signed; to be handed over by hand"
                        : transfer.giving()
                                ? "Offered; waits for the new practice"
                                : "Offered to us; to be taken or not";
            case ACCEPTED ->
                transfer.giving() ? "Accepted; the new practice fetches it" : "Accepted; it is being fetched";
            case REFUSED -> "Not taken";
            case WITHDRAWN -> "Taken back";
            case FILED ->
                transfer.isByHand()
                        ? "Handed over; waits for the receipt"
                        : transfer.giving()
                                ? "Received whole; waits for somebody there to confirm it"
                                : "Here, whole; to be confirmed";
            case CONFIRMED -> "Received whole and confirmed";
            case REOPENED -> "Received whole and confirmed; the chart was opened again here";
        };
    }

    private static String done(State state, boolean byHand) {
        return switch (state) {
            case PREPARED -> "Request recorded";
            case OFFERED -> byHand ? "Signed" : "Signed and offered";
            case ACCEPTED -> "Accepted";
            case REFUSED -> "Not taken";
            case WITHDRAWN -> "Taken back";
            case FILED -> byHand ? "Handed over" : "Received whole";
            case CONFIRMED -> "Confirmed";
            case REOPENED -> "Chart opened again";
        };
    }

    List<StepRow> steps(Transfer transfer) {
        return transfer.steps().reversed().stream()
                .map(each -> row(each, transfer.isByHand()))
                .toList();
    }

    private StepRow row(Step step, boolean byHand) {
        return new StepRow(done(step.state(), byHand), step.by(), dates.moment(step.at()), step.words());
    }

    /** Why it does not go on; empty when it does. */
    static String trouble(Transfer transfer, List<Sent> sent) {
        if (!transfer.trouble().isEmpty()) {
            return transfer.trouble();
        }
        return sent.stream()
                .filter(each -> each.state() == Sent.State.REFUSED
                        || (each.state() == Sent.State.WAITING && each.attempts() > 0))
                .map(each -> (each.state() == Sent.State.REFUSED
                                ? "The other side was not told: "
                                : "The other side could not be told yet: ")
                        + each.why())
                .reduce((first, last) -> last)
                .orElse("");
    }

    /** How many of each kind. */
    static List<Count> goes(Map<String, Integer> counts) {
        Map<String, Integer> groups = new LinkedHashMap<>();
        for (TypeGroup group : TypeGroup.values()) {
            for (String type : group.types()) {
                if (counts.containsKey(type)) {
                    groups.merge(words(group), counts.getOrDefault(type, 0), Integer::sum);
                }
            }
        }
        return groups.entrySet().stream()
                .map(each -> new Count(each.getKey(), each.getValue()))
                .toList();
    }

    private static String words(TypeGroup group) {
        return switch (group) {
            case PEOPLE -> "Who the patient is, and who is close to them";
            case DIRECTORY -> "People and places that are named";
            default -> group.label();
        };
    }

    /** What is held back, as far as the visitor may know of it. */
    static List<Count> held(Contents contents, Caller caller) {
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (Contents.Held each : contents.held()) {
            boolean knows = each.label().isEmpty()
                    || caller.rights().clearances().contains(Rights.ALL)
                    || caller.rights().clearances().contains(each.label());
            rows.merge(
                    knows ? each.reason() : "For reasons that your roles do not let you see",
                    each.count(),
                    Integer::sum);
        }
        return rows.entrySet().stream()
                .map(each -> new Count(each.getKey(), each.getValue()))
                .toList();
    }

    /**
     * What is open and what becomes of it, as far as the visitor may see it.
     *
     * @param seen the addresses of what the visitor may see
     */
    static List<String> open(List<OpenEnd> open, Set<Long> seen) {
        List<String> words = new ArrayList<>();
        open.stream()
                .filter(each -> seen.contains(each.address()))
                .forEach(each -> words.add(
                        each.kind().words() + ": " + each.words() + (each.told() ? "" : untold(each.kind()))));
        long hidden =
                open.stream().filter(each -> !seen.contains(each.address())).count();
        if (hidden > 0) {
            words.add(hidden + " more that your roles do not let you see");
        }
        return words;
    }

    private static String untold(OpenEnd.Kind kind) {
        return switch (kind) {
            case STAYS, DRAFT -> "";
            case APPOINTMENT, ORDER, RESULT, TASK -> " (the new practice is not told)";
        };
    }

    List<String> asked(Wish wish, Map<String, String> kinds) {
        List<String> words = new ArrayList<>();
        words.add((wish.isByPatient() ? "By the patient" : "By " + wish.representative()) + ", "
                + (wish.form().equals("paper") ? "on paper" : "electronically") + ", on "
                + dates.date(wish.on().toString()));
        new TreeSet<>(wish.named()).forEach(each -> words.add("Names: " + kinds.getOrDefault(each, each)));
        words.add(
                wish.handOver()
                        ? "Open orders go on at the new practice; appointments here are cancelled"
                        : "Open orders end here; appointments here are cancelled");
        return words;
    }

    /**
     * What the visitor can do now.
     *
     * @param closed whether the chart is closed here by this transfer
     */
    static List<Act> acts(Transfer transfer, Caller caller, String who, boolean closed) {
        List<Act> acts = new ArrayList<>();
        boolean may = caller.may(Interaction.UPDATE, "Patient");
        if (transfer.giving()) {
            if (transfer.state() == State.PREPARED && Decisions.signs(caller)) {
                acts.add(new Act("sign", (transfer.isByHand() ? "Sign · " : "Sign and offer · ") + who, "", true));
            }
            if (transfer.isByHand()) {
                if (may && transfer.state() == State.OFFERED && transfer.entries() > 0) {
                    acts.add(new Act("handed", "It was handed over", "To whom, and how", true));
                }
                if (may && transfer.state() == State.FILED) {
                    acts.add(new Act("receipt", "The receipt has come", "From whom, and of which day", true));
                }
            }
            if (closed && Closing.opens(caller)) {
                acts.add(new Act("open", "The patient is back: open the chart again", "Why", false));
            }
            if (may && !transfer.state().isOver() && transfer.state() != State.FILED) {
                acts.add(new Act("withdraw", "Take it back", "Why", false));
            }
        } else {
            if (may && transfer.state() == State.FILED) {
                acts.add(new Act("confirm", "Confirm that it is whole · " + who, "", true));
            }
            if (may && (transfer.state() == State.OFFERED || transfer.state() == State.ACCEPTED)) {
                acts.add(new Act("refuse", "Do not take it", "Why", false));
            }
        }
        return acts;
    }
}
