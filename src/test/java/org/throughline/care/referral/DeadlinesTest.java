package org.throughline.care.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.care.task.Waiting.Priority;

/** When nothing has happened for too long. */
class DeadlinesTest {
    /** A Monday. */
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final Deadlines deadlines = Deadlines.shipped();

    private static Referral referral(Priority urgency, Move... moves) {
        List<Step> steps = new ArrayList<>();
        Instant at = MONDAY.atTime(9, 0).toInstant(ZoneOffset.UTC);
        for (Move move : moves) {
            int number = (int) steps.stream()
                            .filter(each -> each.side() == move.side())
                            .count()
                    + 1;
            steps.add(new Step(move, number, at, "", "", move == Move.SCHEDULED ? MONDAY.plusDays(14) : null));
        }
        return new Referral(
                "1",
                1,
                "n",
                Side.REQUESTER,
                "p",
                "",
                "o",
                "Cardiology",
                "",
                urgency,
                new Destination("", ""),
                "",
                "Heart Center",
                at,
                Course.of(steps),
                List.of(),
                List.of());
    }

    private String silence(Referral referral, LocalDate today) {
        return deadlines
                .silence(referral, today, ZoneOffset.UTC)
                .map(Deadlines.Silence::words)
                .orElse("");
    }

    @Test
    void workingDaysPassOverTheWeekend() {
        assertEquals(MONDAY.plusDays(7), Deadlines.after(MONDAY, 5));
        assertEquals(MONDAY.plusDays(7), Deadlines.after(MONDAY.plusDays(4), 1));
    }

    @Test
    void silenceIsToldByHowUrgentItIsAndHowFarItIs() {
        Referral sent = referral(Priority.ROUTINE, Move.SENT, Move.RECEIVED);
        assertEquals("", silence(sent, MONDAY.plusDays(7)));
        assertEquals("has not answered", silence(sent, MONDAY.plusDays(8)));
        assertEquals("has not answered", silence(referral(Priority.STAT, Move.SENT), MONDAY.plusDays(2)));

        Referral scheduled = referral(Priority.ROUTINE, Move.SENT, Move.RECEIVED, Move.ACCEPTED, Move.SCHEDULED);
        assertEquals("", silence(scheduled, MONDAY.plusDays(17)));
        assertEquals("has not said whether the patient was seen", silence(scheduled, MONDAY.plusDays(18)));

        Referral seen = referral(Priority.ROUTINE, Move.SENT, Move.RECEIVED, Move.ACCEPTED, Move.SEEN);
        assertEquals("has seen the patient and sent no note", silence(seen, MONDAY.plusDays(10)));
        assertEquals(
                "", silence(referral(Priority.ROUTINE, Move.SENT, Move.RECEIVED, Move.DECLINED), MONDAY.plusDays(99)));
    }
}
