package org.throughline.clinic.referral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Choice;
import org.throughline.care.referral.Move;
import org.throughline.care.referral.Referral;
import org.throughline.care.referral.Side;
import org.throughline.care.referral.State;
import org.throughline.care.referral.Step;
import org.throughline.care.task.Waiting.Priority;
import org.throughline.clinic.PatientList;
import org.throughline.network.post.Sent;
import org.throughline.ui.Dates;

/** Puts referrals into words. Pure. */
record ReferralViews(Dates dates) {
    /**
     * What was sent with a form that was not taken, and what was just done.
     *
     * @param failure what was wrong; empty for nothing
     * @param act the code of the move that was sent; empty for none
     */
    record Typed(String failure, String act, String words, String day, String moved) {}

    ReferralView.Row row(Referral referral, PatientList.@Nullable Row patient, String silence) {
        return new ReferralView.Row(
                referral.id(),
                patient == null ? referral.who() : patient.name(),
                patient == null ? "not known here yet" : patient.born(),
                referral.other().isEmpty() ? "nobody in particular" : referral.other(),
                referral.what(),
                referral.why(),
                urgency(referral),
                state(referral),
                dates.moment(referral.since()),
                referral.course().isAsked() ? "more is asked" : silence);
    }

    private static String urgency(Referral referral) {
        return referral.urgency() == Priority.ROUTINE ? "" : referral.urgency().words();
    }

    private String state(Referral referral) {
        String words = referral.state().words();
        return referral.state() == State.SCHEDULED
                ? referral.course()
                        .last(Move.SCHEDULED)
                        .map(step -> words + day(step))
                        .orElse(words)
                : words;
    }

    private String day(Step step) {
        return step.day() == null ? "" : " for " + dates.date(step.day().toString());
    }

    ReferralView view(
            Referral referral,
            String name,
            boolean connected,
            List<Side> hands,
            List<Sent> sent,
            Map<String, String> titles,
            List<Choice> notes,
            List<Choice> appointments,
            Typed typed) {
        boolean incoming = referral.side() == Side.RECEIVER;
        String other = referral.other().isEmpty() ? "nobody in particular" : referral.other();
        return new ReferralView(
                referral.id(),
                referral.version(),
                incoming,
                referral.patient(),
                name,
                referral.what(),
                referral.why(),
                state(referral),
                urgency(referral),
                other,
                connected,
                referral.requester().name(),
                dates.moment(referral.since()),
                referral.course().isAsked()
                        ? referral.course().last(Move.ASKED).map(Step::words).orElse("")
                        : "",
                trouble(sent, other),
                moves(referral, hands, name, connected, typed.act()),
                referral.course().steps().stream()
                        .map(step -> step(step, incoming, other))
                        .toList(),
                documents(referral, referral.enclosed(), titles),
                documents(referral, referral.reports(), titles),
                notes,
                appointments,
                typed.failure(),
                typed.words(),
                typed.day(),
                typed.moved());
    }

    private static List<ReferralView.DocumentView> documents(
            Referral referral, List<String> ids, Map<String, String> titles) {
        return ids.stream()
                .flatMap(id -> Stream.ofNullable(titles.get(id))
                        .map(title ->
                                new ReferralView.DocumentView("/documents/" + referral.patient() + "/" + id, title)))
                .toList();
    }

    /** What keeps the other side from being told; a message of just now is on its way. */
    private String trouble(List<Sent> sent, String other) {
        return sent.stream()
                .filter(each -> each.state() == Sent.State.REFUSED
                        || (each.state() == Sent.State.WAITING && each.attempts() > 1))
                .reduce((earlier, later) -> later)
                .map(each -> each.state() == Sent.State.REFUSED
                        ? other + " did not take what was sent " + dates.moment(each.made()) + ": " + each.why()
                        : "Not with " + other + " yet, since " + dates.moment(each.made()) + ": " + each.why()
                                + " It is sent again until it is.")
                .orElse("");
    }

    private ReferralView.StepView step(Step step, boolean incoming, String other) {
        String words = step.move().words() + day(step) + (step.words().isEmpty() ? "" : ": " + step.words());
        boolean ours = (step.side() == Side.RECEIVER) == incoming;
        return new ReferralView.StepView(dates.moment(step.at()), words, step.by(), ours ? "here" : other);
    }

    private static List<ReferralView.MoveView> moves(
            Referral referral, List<Side> hands, String name, boolean connected, String sent) {
        Set<Move> open = EnumSet.noneOf(Move.class);
        hands.forEach(side -> open.addAll(referral.course().open(side)));
        if (referral.patient().isEmpty()) {
            open.removeAll(EnumSet.of(Move.SCHEDULED, Move.SEEN, Move.REPORTED));
        }
        boolean byHand = referral.side() == Side.REQUESTER && !connected;
        List<ReferralView.MoveView> moves = new ArrayList<>();
        open.stream()
                .filter(move -> !(byHand && (move == Move.RECEIVED || move == Move.ASKED)))
                .sorted(Comparator.comparingInt(ReferralViews::turn).thenComparing(move -> move))
                .forEach(move ->
                        moves.add(view(move, byHand && move.side() == Side.RECEIVER, name, moves.isEmpty(), sent)));
        return moves;
    }

    private static int turn(Move move) {
        return switch (move) {
            case ANSWERED -> 0;
            case ACCEPTED, SCHEDULED -> 1;
            case SEEN, REPORTED, CLOSED -> 2;
            case ASKED -> 3;
            default -> 4;
        };
    }

    private static ReferralView.MoveView view(Move move, boolean theirs, String name, boolean first, String sent) {
        String words = switch (move) {
            case DECLINED, CANCELLED -> "Why";
            case ASKED -> "What is to be known";
            case ANSWERED -> "Answer";
            case CLOSED, SCHEDULED, REPORTED -> "Note, if there is something to say";
            default -> "";
        };
        String day = switch (move) {
            case SCHEDULED -> "Day of the visit";
            case SEEN -> "Seen on; empty for today";
            default -> "";
        };
        return new ReferralView.MoveView(
                move.name(),
                label(move, theirs) + " · " + name,
                words,
                move.needsWords(),
                day,
                move == Move.REPORTED && !theirs,
                first,
                sent.isEmpty() ? first : sent.equals(move.name()));
    }

    private static String label(Move move, boolean theirs) {
        return switch (move) {
            case SENT -> "Send it";
            case RECEIVED -> "They have it";
            case ACCEPTED -> theirs ? "They accepted" : "Accept";
            case DECLINED -> theirs ? "They declined" : "Decline";
            case SCHEDULED -> theirs ? "They scheduled it" : "Scheduled";
            case SEEN -> "The patient was seen";
            case REPORTED -> theirs ? "Their note has come" : "Send the note back";
            case ASKED -> "Ask for more";
            case ANSWERED -> "Answer";
            case CANCELLED -> "Cancel the referral";
            case CLOSED -> "Close the loop";
        };
    }
}
