package org.throughline.care.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What becomes of a referral follows from what both sides did, in whatever order each of them hears of it. */
class CourseTest {
    private static final Instant BEGUN = Instant.parse("2026-11-27T09:00:00Z");

    private static Course after(Course course, Move move, int minute) {
        return course.with(List.of(
                new Step(move, course.next(move.side()), BEGUN.plusSeconds(60L * minute), "Somebody", "words", null)));
    }

    private static Course of(Move... moves) {
        Course course = Course.NONE;
        for (int i = 0; i < moves.length; i++) {
            course = after(course, moves[i], i);
        }
        return course;
    }

    @Test
    void aLoopGoesFromSentToClosed() {
        Course course = of(Move.SENT, Move.RECEIVED, Move.ACCEPTED, Move.SCHEDULED, Move.SEEN, Move.REPORTED);
        assertEquals(State.REPORTED, course.state());
        assertTrue(course.open(Side.REQUESTER).contains(Move.CLOSED));
        Course closed = after(course, Move.CLOSED, 9);
        assertEquals(State.CLOSED, closed.state());
        assertTrue(closed.open(Side.REQUESTER).isEmpty()
                && closed.open(Side.RECEIVER).isEmpty());
    }

    @Test
    void whoWasSeenWasSeenThoughItWasCancelledMeanwhile() {
        assertEquals(
                State.CANCELLED, of(Move.SENT, Move.RECEIVED, Move.CANCELLED).state());
        assertEquals(
                State.SEEN,
                of(Move.SENT, Move.RECEIVED, Move.ACCEPTED, Move.CANCELLED, Move.SEEN)
                        .state());
    }

    @Test
    void aQuestionIsOpenUntilItIsAnswered() {
        Course asked = of(Move.SENT, Move.RECEIVED, Move.ASKED);
        assertTrue(asked.isAsked());
        assertEquals(State.RECEIVED, asked.state());
        assertFalse(after(asked, Move.ANSWERED, 5).isAsked());
    }

    /**
     * Two sides act as they may by what they know; each hears of the other's steps late, twice, in any order, or again long after.
     * In the end both say the same, and what they heard has changed nothing that was there.
     */
    @Test
    void bothSidesSayTheSameHoweverTheyHear() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            Course requester = of(Move.SENT);
            Course receiver =
                    requester.with(List.of(new Step(Move.RECEIVED, 1, BEGUN.plusSeconds(1), "By itself", "", null)));
            List<Step> toRequester = new ArrayList<>(receiver.steps());
            List<Step> toReceiver = new ArrayList<>();
            for (int minute = 1; minute < 14; minute++) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        Course before = requester;
                        requester = acted(requester, Side.REQUESTER, random, minute);
                        addNew(toReceiver, before, requester);
                    }
                    case 1 -> {
                        Course before = receiver;
                        receiver = acted(receiver, Side.RECEIVER, random, minute);
                        addNew(toRequester, before, receiver);
                    }
                    case 2 -> requester = heard(requester, toRequester, random);
                    default -> receiver = heard(receiver, toReceiver, random);
                }
            }
            Collections.shuffle(toRequester, random);
            Collections.shuffle(toReceiver, random);
            for (Step step : toRequester) {
                requester = requester.with(List.of(step));
            }
            for (Step step : toReceiver) {
                receiver = receiver.with(List.of(step));
            }
            assertEquals(requester, receiver, "seed " + seed);
            assertEquals(requester.state(), receiver.state(), "seed " + seed);
            assertEquals(requester, requester.with(toRequester).with(toReceiver), "seed " + seed);
        }
    }

    private static Course acted(Course course, Side side, Random random, int minute) {
        List<Move> open = new ArrayList<>(course.open(side));
        return open.isEmpty() ? course : after(course, open.get(random.nextInt(open.size())), minute);
    }

    private static void addNew(List<Step> to, Course before, Course after) {
        after.steps().stream().filter(each -> !before.steps().contains(each)).forEach(to::add);
    }

    /** Some of what was ever said comes, be it again. */
    private static Course heard(Course course, List<Step> said, Random random) {
        return said.isEmpty() ? course : course.with(List.of(said.get(random.nextInt(said.size()))));
    }
}
