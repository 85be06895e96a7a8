package org.throughline.clinic.advice;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.throughline.access.Duty;
import org.throughline.events.advice.Adviser;
import org.throughline.events.advice.Service;
import org.throughline.events.advice.Services;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /admin/advice}: the decision support services of others that are asked, how they answer, and adding one by the address
 * at which it tells what it has.
 */
public final class ServicesScreen implements Screen {
    static final String HOME = "/admin/advice";
    private static final int LONGEST = 300;

    private final Services services;
    private final Adviser adviser;
    private final Pages pages;
    private final Clock clock;

    public ServicesScreen(Services services, Adviser adviser, Pages pages, Clock clock) {
        this.services = services;
        this.adviser = adviser;
        this.pages = pages;
        this.clock = clock;
    }

    /** A row of the list. */
    public record Row(int number, String title, String about, String when, String base, String answers, String fault) {}

    @Override
    public String what() {
        return "outside services";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.SETTINGS);
        if (visit.path().size() != 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return visit.posts() ? post(visit) : page(visit, 200, "", "", List.of());
    }

    private Answer post(Visit visit) {
        Form form = visit.form();
        if (form.value("remove").matches("\\d{1,9}")) {
            services.remove(visit.caller(), Integer.parseInt(form.value("remove")));
            return Answer.redirect(HOME);
        }
        String base = form.value("base").strip().replaceFirst("/+$", "").replaceFirst("/cds-services$", "");
        if (base.length() > LONGEST || !isAddress(base)) {
            return page(visit, 422, base, "Write an address that begins with https://.", List.of());
        }
        try {
            return found(visit, base, adviser.discover(base));
        } catch (Failed e) {
            return page(
                    visit,
                    422,
                    base,
                    "Nothing could be learned from there: " + e.failure().message(),
                    List.of());
        }
    }

    private Answer found(Visit visit, String base, List<Service> offered) {
        List<Service> chosen = offered.stream()
                .filter(each -> visit.form().has("service-" + each.id()))
                .toList();
        if (visit.form().value("act").equals("add") && !chosen.isEmpty()) {
            services.add(visit.caller(), base, chosen);
            return Answer.redirect(HOME);
        }
        boolean none = visit.form().value("act").equals("add");
        return offered.isEmpty()
                ? page(visit, 422, base, "It has no service that can be asked here.", List.of())
                : page(visit, none ? 422 : 200, base, none ? "Choose at least one." : "", offered);
    }

    private static boolean isAddress(String text) {
        try {
            URI address = URI.create(text);
            return address.getHost() != null
                    && address.getQuery() == null
                    && address.getScheme().startsWith("http");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Answer page(Visit visit, int status, String base, String fault, List<Service> offered) {
        services.refresh();
        return pages.page(
                status,
                "clinic/advice/services.jte",
                Map.of(
                        "frame",
                        visit.frame("Outside advice", Place.ADMIN),
                        "rows",
                        services.all().stream().map(this::row).toList(),
                        "base",
                        base,
                        "fault",
                        fault,
                        "offered",
                        offered));
    }

    private Row row(Service service) {
        Dates dates = new Dates(clock.getZone());
        return new Row(
                service.number(),
                service.title(),
                service.about(),
                service.hook().words(),
                service.base(),
                service.asked() == 0
                        ? "not asked yet"
                        : (service.asked() - service.failed()) + " of " + service.asked() + " answered",
                service.fault().isEmpty() || service.faultAt() == null
                        ? ""
                        : "Last time: " + service.fault() + ", " + dates.moment(service.faultAt()));
    }
}
