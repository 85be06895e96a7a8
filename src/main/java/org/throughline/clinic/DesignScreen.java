package org.throughline.clinic;

import java.util.List;
import java.util.Map;
import org.throughline.care.entry.ProblemEntry;
import org.throughline.http.Answer;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Pages;
import org.throughline.ui.Screen;
import org.throughline.ui.Trend;
import org.throughline.ui.Visit;

/** {@code /design}: every component of the screens on one page, for those who make them and for the tests. */
public final class DesignScreen implements Screen {
    private static final List<Trend.Point> POINTS = List.of(
            new Trend.Point(0, 5.4), new Trend.Point(200, 5.9), new Trend.Point(420, 6.1), new Trend.Point(700, 7.4));

    private final Pages pages;

    public DesignScreen(Pages pages) {
        this.pages = pages;
    }

    @Override
    public String what() {
        return "the components of screens";
    }

    @Override
    public Answer answer(Visit visit) {
        if (visit.path().size() != 1 || visit.posts()) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return pages.page(
                200,
                "clinic/design.jte",
                Map.of(
                        "frame",
                        visit.frame("Components", null),
                        "trend",
                        Trend.of(POINTS, 4, 5.6),
                        "choices",
                        ProblemEntry.STATUSES));
    }
}
