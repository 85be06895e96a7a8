package org.throughline.care.referral;

import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All steps of a referral that are known. What has become of it follows from which steps they are, and not from the order in which
 * they came: who hears of a step twice, late or before an earlier one says the same in the end as who did it. Pure.
 */
public final class Course {
    /** As many steps as one side may take. */
    static final int MOST = 100;

    public static final Course NONE = new Course(List.of());

    private static final Comparator<Step> IN_TIME =
            Comparator.comparing(Step::at).thenComparing(Step::side).thenComparingInt(Step::number);

    private final NavigableMap<Integer, Step> requester = new TreeMap<>();
    private final NavigableMap<Integer, Step> receiver = new TreeMap<>();

    private Course(Collection<Step> steps) {
        for (Step step : steps) {
            if (step.number() > 0 && step.number() <= MOST) {
                of(step.side()).putIfAbsent(step.number(), step);
            }
        }
    }

    public static Course of(Collection<Step> steps) {
        return new Course(steps);
    }

    private NavigableMap<Integer, Step> of(Side side) {
        return side == Side.REQUESTER ? requester : receiver;
    }

    /** All of them, the oldest first. */
    public List<Step> steps() {
        return java.util.stream.Stream.concat(requester.values().stream(), receiver.values().stream())
                .sorted(IN_TIME)
                .toList();
    }

    /** With what somebody else knows of; of a side's steps with one number the one that is known here stays. */
    public Course with(Collection<Step> more) {
        return new Course(
                java.util.stream.Stream.concat(steps().stream(), more.stream()).toList());
    }

    /** The number that the next step of a side has. */
    int next(Side side) {
        return of(side).isEmpty() ? 1 : of(side).lastEntry().getKey() + 1;
    }

    /** How far the receiver is, as the last it said of that. */
    private Move progress() {
        return receiver.descendingMap().values().stream()
                .map(Step::move)
                .filter(Move::isProgress)
                .findFirst()
                .orElse(Move.SENT);
    }

    private boolean has(Move move) {
        return of(move.side()).values().stream().anyMatch(each -> each.move() == move);
    }

    /** What has become of it. Who was seen meanwhile was seen, whoever cancelled. */
    public State state() {
        if (has(Move.CLOSED)) {
            return State.CLOSED;
        }
        Move progress = progress();
        if (has(Move.CANCELLED) && progress != Move.SEEN && progress != Move.REPORTED) {
            return State.CANCELLED;
        }
        return State.valueOf(progress.name());
    }

    /** Whether the receiver waits for an answer. */
    public boolean isAsked() {
        return !state().isOver()
                && receiver.values().stream()
                                .filter(each -> each.move() == Move.ASKED)
                                .count()
                        > requester.values().stream()
                                .filter(each -> each.move() == Move.ANSWERED)
                                .count();
    }

    /** The last step of a kind. */
    public Optional<Step> last(Move move) {
        return of(move.side()).descendingMap().values().stream()
                .filter(each -> each.move() == move)
                .findFirst();
    }

    /** The last step that led to the present state. */
    public Optional<Step> latest() {
        return last(Move.valueOf(state().name()));
    }

    /** What a side can do now. */
    public Set<Move> open(Side side) {
        return side == Side.RECEIVER ? ofReceiver() : ofRequester();
    }

    private Set<Move> ofReceiver() {
        return switch (state()) {
            case SENT -> EnumSet.of(Move.RECEIVED, Move.ACCEPTED, Move.SCHEDULED, Move.DECLINED);
            case RECEIVED -> EnumSet.of(Move.ACCEPTED, Move.DECLINED, Move.ASKED);
            case ACCEPTED, SCHEDULED -> EnumSet.of(Move.SCHEDULED, Move.SEEN, Move.DECLINED, Move.ASKED);
            case SEEN -> EnumSet.of(Move.REPORTED, Move.ASKED);
            case REPORTED -> EnumSet.of(Move.REPORTED);
            case DECLINED, CANCELLED, CLOSED -> EnumSet.noneOf(Move.class);
        };
    }

    private Set<Move> ofRequester() {
        Set<Move> open = switch (state()) {
            case SENT, RECEIVED, ACCEPTED, SCHEDULED -> EnumSet.of(Move.CANCELLED);
            case SEEN, REPORTED, DECLINED -> EnumSet.of(Move.CLOSED);
            case CANCELLED, CLOSED -> EnumSet.noneOf(Move.class);
        };
        if (isAsked()) {
            open.add(Move.ANSWERED);
        }
        if (steps().isEmpty()) {
            open.add(Move.SENT);
        }
        return open;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Course course && course.steps().equals(steps());
    }

    @Override
    public int hashCode() {
        return steps().hashCode();
    }

    @Override
    public String toString() {
        return state() + " " + steps();
    }
}
