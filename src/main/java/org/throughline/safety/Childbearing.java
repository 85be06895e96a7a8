package org.throughline.safety;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.answer.Why;
import org.throughline.safety.patient.Pregnancy;
import org.throughline.safety.patient.Sex;
import org.throughline.safety.rule.ConditionGroup;

/**
 * Whether the patient is pregnant or breastfeeds. It is asked of everybody from 12 to 55 years who is not male, unless a
 * problem says that it cannot be; a "no" counts for 90 days.
 */
final class Childbearing {
    private static final int YOUNGEST = 12;
    private static final int OLDEST = 55;
    private static final int DAYS = 90;
    private static final int WEEKS = 40;

    private final Case of;
    private final Judge judge;

    Childbearing(Case of, Judge judge) {
        this.of = of;
        this.judge = judge;
    }

    /** Whether she is pregnant, from a week on. */
    Verdict pregnant(int fromWeek) {
        Verdict problem = has("pregnancy", false);
        Pregnancy told = of.patient.pregnancy();
        if (problem.holds() || Boolean.TRUE.equals(told.answer())) {
            return week(told.due(), fromWeek, problem);
        }
        if (!possible()) {
            return Verdict.of(false, "pregnant no");
        }
        LocalDate asked = told.asked();
        if (told.answer() == null) {
            return Verdict.unknown(new Reason(Why.PREGNANCY_NOT_ASKED, "nobody has asked about pregnancy"));
        }
        if (asked == null || ChronoUnit.DAYS.between(asked, of.patient.today()) > DAYS) {
            return Verdict.unknown(new Reason(
                    Why.PREGNANCY_NOT_ASKED, "nobody has asked about pregnancy in the last " + DAYS + " days"));
        }
        return Verdict.of(false, "pregnant no");
    }

    private Verdict week(@Nullable LocalDate due, int fromWeek, Verdict problem) {
        Verdict pregnant =
                new Verdict(Verdict.Truth.TRUE, List.of(), Set.of("pregnant yes"), problem.about(), problem.kept());
        if (fromWeek == 0) {
            return pregnant;
        }
        if (due == null) {
            return Verdict.unknown(new Reason(Why.PREGNANCY_NOT_ASKED, "the week of pregnancy is not known"));
        }
        long week = WEEKS - ChronoUnit.DAYS.between(of.patient.today(), due) / 7;
        return Verdict.all(List.of(pregnant, Verdict.of(week >= fromWeek, "week " + (week >= fromWeek))));
    }

    Verdict breastfeeding() {
        Boolean told = of.patient.breastfeeding();
        if (told != null) {
            return Verdict.of(told, "breastfeeding " + told);
        }
        return possible()
                ? Verdict.unknown(new Reason(Why.BREASTFEEDING_NOT_ASKED, "nobody has asked about breastfeeding"))
                : Verdict.of(false, "breastfeeding false");
    }

    private boolean possible() {
        if (of.patient.sex() == Sex.MALE || has("no-pregnancy", true).holds()) {
            return false;
        }
        return of.patient
                .years()
                .map(each -> each >= YOUNGEST && each <= OLDEST)
                .orElse(true);
    }

    private Verdict has(String id, boolean everHad) {
        ConditionGroup group = of.knowledge.conditions().get(id);
        return group == null ? Verdict.of(false, "") : judge.has(group, everHad);
    }
}
