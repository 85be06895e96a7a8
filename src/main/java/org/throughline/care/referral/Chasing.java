package org.throughline.care.referral;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.Parts;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Target;
import org.throughline.search.SearchPage;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;

/**
 * Reminds requesters of referrals about which nothing has happened for too long, once for each step that it waits after: by a task,
 * which is passed on as any other when it is not done. Several processes may do so at once: each names the version it looked at.
 */
public final class Chasing {
    private static final Caller PRODUCT = new Caller("referral", "Referrals", Rights.EVERYTHING);
    private static final String CHASED = "urn:throughline:referral-chased";
    private static final org.throughline.search.query.Target TASKS =
            new org.throughline.search.query.Target.OfType("Task");

    private final Records records;
    private final Searches searches;
    private final Types types;
    private final Referrals referrals;
    private final Deadlines deadlines;
    private final Clock clock;

    /** @param clock in the practice's time zone */
    public Chasing(
            Records records, Searches searches, Types types, Referrals referrals, Deadlines deadlines, Clock clock) {
        this.records = records;
        this.searches = searches;
        this.types = types;
        this.referrals = referrals;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    /**
     * Looks at all that are out.
     *
     * @return of how many somebody was reminded
     */
    public int run() {
        int reminded = 0;
        SearchPage page = searches.run(
                PRODUCT,
                new SearchRequest(
                        TASKS,
                        List.of(
                                new Argument("code", ReferralTask.CODES + "|" + ReferralTask.CODE),
                                new Argument("intent", "order"),
                                new Argument("business-status", "sent,received,accepted,scheduled,seen"),
                                new Argument("_count", "200")),
                        true));
        while (true) {
            for (JsonObject task : page.matches().stream()
                    .map(each -> records.bodies().open(Objects.requireNonNull(each.body())))
                    .toList()) {
                if (chased(task)) {
                    reminded++;
                }
            }
            String next = page.next();
            if (next == null) {
                return reminded;
            }
            page = searches.next(PRODUCT, TASKS, next);
        }
    }

    private boolean chased(JsonObject task) {
        LocalDate today = LocalDate.now(clock);
        Referral referral = Referral.of(task);
        Optional<Deadlines.Silence> silence = deadlines.silence(referral, today, clock.getZone());
        if (silence.isEmpty()) {
            return false;
        }
        String mark = silence.get().step().move() + " " + silence.get().step().number();
        if (mark.equals(Parts.text(Parts.extension(task, CHASED), "valueString"))) {
            return false;
        }
        String other = referral.other().isEmpty() ? "Nobody" : referral.other();
        List<Intent> intents = new ArrayList<>();
        intents.add(new Intent.Patch(
                new Target.ById("Task", referral.id()),
                present -> Parts.withExtension(present, CHASED, "valueString", new JsonString(mark)),
                new Precondition.Version(referral.version())));
        referrals
                .asking(
                        referral,
                        "Referral (" + referral.what() + "): " + other + " "
                                + silence.get().words(),
                        today)
                .ifPresent(intents::add);
        try {
            records.write(
                    PRODUCT,
                    intents,
                    (at, written, patients) -> Access.of(
                            at, PRODUCT, Action.UPDATE, types.number("Task"), "Task/" + referral.id(), 200, patients));
            return true;
        } catch (Failed e) {
            if (e.failure() instanceof Failure.PreconditionFailed) {
                return false; // something has happened meanwhile
            }
            throw e;
        }
    }
}
