package org.throughline.clinic.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.care.chart.ChartReader;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.smart.app.App;
import org.throughline.login.smart.grant.LaunchContext;
import org.throughline.login.smart.protocol.AuthorizationServer;
import org.throughline.ui.Pages;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code POST /launch}: opens an app for a patient, and for the visit that is under way. The browser goes to the app with a
 * handle, by which the app learns for whom once it is authorized.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/app-launch.html#launch-app-ehr-launch">SMART, EHR launch</a>
 */
public final class LaunchScreen implements Screen {
    private final AuthorizationServer server;
    private final ChartReader charts;
    private final Pages pages;

    public LaunchScreen(AuthorizationServer server, ChartReader charts, Pages pages) {
        this.server = server;
        this.charts = charts;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "apps of the chart";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        if (!visit.posts()) {
            return Answer.of(405);
        }
        App app = server.apps().require(visit.form().value("app"));
        String launch = app.registration().launch();
        if (!app.enabled() || launch == null) {
            throw new Failed(new Failure.NotFound("This app cannot be opened from a chart."));
        }
        LaunchContext context = context(visit.caller(), visit.form());
        String handle = server.launches()
                .begin(visit.caller(), visit.session().account().number(), app, context);
        String address = launch + (launch.contains("?") ? "&" : "?") + "iss=" + URLEncoder.encode(server.fhir(), UTF_8)
                + "&launch=" + handle;
        return pages.page(200, "clinic/app/opening.jte", Map.of("app", app.name(), "address", address));
    }

    /** What the form says, as far as the caller may see it. */
    private LaunchContext context(Caller caller, Form form) {
        String patient = charts.person(caller, form.value("patient")).id();
        List<String> others = form.values("context").stream()
                .filter(reference -> !reference.startsWith("Patient/") && !reference.startsWith("Encounter/"))
                .filter(reference -> charts.sees(caller, reference))
                .toList();
        return new LaunchContext(patient, encounter(caller, patient, form.value("encounter")), others);
    }

    /** The visit that was named, or the one that is under way; null for none. */
    private @Nullable String encounter(Caller caller, String patient, String named) {
        return charts.visits(caller, patient).stream()
                .filter(each -> named.isEmpty() ? each.underWay() : each.id().equals(named))
                .map(org.throughline.care.chart.Visit::id)
                .findFirst()
                .orElse(null);
    }
}
