package org.throughline.clinic.app;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Duty;
import org.throughline.events.subscription.Overview;
import org.throughline.events.subscription.State;
import org.throughline.events.subscription.Subscriptions;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /admin/subscriptions}: which programs are told of changes, and whether that works; one can be turned off. */
public final class SubscriptionsScreen implements Screen {
    private static final String HOME = "/admin/subscriptions";

    private final Subscriptions subscriptions;
    private final Pages pages;
    private final Clock clock;

    public SubscriptionsScreen(Subscriptions subscriptions, Pages pages, Clock clock) {
        this.subscriptions = subscriptions;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * A row of the list.
     *
     * @param fault what went wrong last; empty for nothing
     * @param on whether it can be turned off
     */
    public record Row(
            String id,
            String who,
            String what,
            String where,
            String state,
            String delivered,
            String fault,
            boolean on) {}

    @Override
    public String what() {
        return "who is told of changes";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.APPS);
        if (visit.path().size() != 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        if (visit.posts()) {
            subscriptions.turnOff(visit.caller(), visit.form().value("off"));
            return Answer.redirect(HOME);
        }
        List<Row> rows = subscriptions.overview().stream().map(this::row).toList();
        return pages.page(
                200,
                "clinic/app/subscriptions.jte",
                Map.of("frame", visit.frame("Who is told of changes", Place.ADMIN), "rows", rows));
    }

    private Row row(Overview of) {
        boolean on = of.state() != State.OFF;
        return new Row(
                of.id(),
                of.who().isEmpty() ? "Nobody any more" : of.who(),
                of.what(),
                of.where().isEmpty() ? "Over an open connection" : of.where(),
                state(of),
                delivered(of.delivered()),
                of.fault(),
                on);
    }

    private static String state(Overview of) {
        String waiting = of.waiting() == 0 ? "" : ", " + of.waiting() + " waiting";
        return switch (of.state()) {
            case REQUESTED -> "The receiver has not answered yet";
            case ACTIVE -> "In use" + waiting;
            case ERROR -> "The receiver fails" + waiting;
            case OFF -> "Off";
        };
    }

    private String delivered(@Nullable Instant at) {
        return at == null ? "never" : new Dates(clock.getZone()).moment(at);
    }
}
