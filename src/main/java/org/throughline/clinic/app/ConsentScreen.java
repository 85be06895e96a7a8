package org.throughline.clinic.app;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughline.access.Caller;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.clinic.PatientList;
import org.throughline.clinic.PatientNames;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.account.AccountKind;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.grant.LaunchContext;
import org.throughline.login.smart.grant.Pending;
import org.throughline.login.smart.protocol.AuthorizationServer;
import org.throughline.ui.Pages;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * {@code /oauth/consent/…}: a person sees what an app asks for, in plain words, chooses the patient when one is needed, and
 * grants all, some or nothing of it. The browser then goes back to the app.
 */
public final class ConsentScreen implements Screen {
    private static final int MOST_PATIENTS = 20;

    private final AuthorizationServer server;
    private final ChartReader charts;
    private final PatientNames names;
    private final Viewed viewed;
    private final Pages pages;

    public ConsentScreen(
            AuthorizationServer server, ChartReader charts, PatientNames names, Viewed viewed, Pages pages) {
        this.server = server;
        this.charts = charts;
        this.names = names;
        this.viewed = viewed;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "what apps ask for";
    }

    @Override
    public Answer answer(Visit visit) {
        String handle = visit.path().getLast();
        Pending pending = server.requests()
                .find(handle)
                .filter(found -> visit.path().size() == 3)
                .orElseThrow(
                        () -> new Failed(new Failure.NotFound("What an app asked for here has run out or is decided."
                                + " Go back to the app and begin again.")));
        if (pending.openedBy() != null
                && pending.openedBy() != visit.session().account().number()) {
            throw new Failed(new Failure.NotFound("Somebody else opened this app. Open it again from the chart."));
        }
        return new Decision(visit, handle, pending).answer();
    }

    /** One person's decision on one request. */
    private final class Decision {
        private final Visit visit;
        private final String handle;
        private final Pending pending;
        private final ScopeList offered;

        Decision(Visit visit, String handle, Pending pending) {
            this.visit = visit;
            this.handle = handle;
            this.pending = pending;
            boolean somebody = visit.session().account().subject() != null;
            this.offered = pending.scopes().where(text -> somebody || !text.equals(ScopeList.FHIR_USER));
        }

        Answer answer() {
            if (visit.posts() && visit.form().value("decision").equals("refuse")) {
                return refused();
            }
            if (pending.isUnasked()) {
                return allowed(offered, pending.context());
            }
            Optional<String> patient = patient();
            if (patient.isEmpty() && pending.needsPatient()) {
                return choosePatient();
            }
            LaunchContext context = new LaunchContext(
                    patient.orElse(null),
                    pending.context().encounter(),
                    pending.context().others());
            return visit.posts() ? decided(context) : consent(context);
        }

        private Optional<String> patient() {
            String opened = pending.context().patient();
            if (opened != null || !pending.needsPatient()) {
                return Optional.ofNullable(opened);
            }
            return visit.posts()
                    ? Optional.of(visit.form().value("patient")).filter(text -> !text.isEmpty())
                    : visit.request().parameter("patient");
        }

        private Answer choosePatient() {
            String typed = visit.request().parameter("q").orElse("");
            List<Person> found = charts.patients(visit.caller(), typed, MOST_PATIENTS + 1);
            boolean ofOwnRecord = visit.session().account().kind() != AccountKind.STAFF;
            if (ofOwnRecord && typed.isEmpty() && found.size() == 1) {
                return Answer.redirect(
                        visit.request().path() + "?patient=" + found.getFirst().id());
            }
            List<Person> shown = found.stream().limit(MOST_PATIENTS).toList();
            viewed.patients(visit.caller(), "Patient?" + typed, shown);
            PatientList list =
                    new PatientList(typed, shown.stream().map(names::row).toList(), found.size() > MOST_PATIENTS);
            return pages.page(
                    200,
                    "clinic/app/patient.jte",
                    Map.of(
                            "app",
                            pending.app().name(),
                            "address",
                            visit.request().path(),
                            "list",
                            list));
        }

        private Answer consent(LaunchContext context) {
            Caller caller = visit.caller();
            String patient = context.patient();
            Person person = patient == null ? null : charts.person(caller, patient);
            if (person != null) {
                viewed.patients(caller, "consent for " + pending.app().name(), List.of(person));
            }
            ConsentView view = new ConsentView(
                    pending.app().name(),
                    pending.app().registration().about(),
                    pending.app().registeredSelf(),
                    goesTo(pending.redirect()),
                    caller.display(),
                    person == null
                            ? ""
                            : names.row(person).name() + ", born "
                                    + names.row(person).born(),
                    person == null ? "" : person.id(),
                    pending.needsPatient(),
                    visits(context),
                    Choices.of(offered));
            return pages.page(
                    200,
                    "clinic/app/consent.jte",
                    Map.of(
                            "address",
                            visit.request().path(),
                            "token",
                            visit.browser().formToken(),
                            "view",
                            view),
                    "https:",
                    target(pending.redirect()));
        }

        private List<ConsentView.VisitChoice> visits(LaunchContext context) {
            String patient = context.patient();
            return patient == null || context.encounter() != null || !offered.has(ScopeList.LAUNCH_ENCOUNTER)
                    ? List.of()
                    : charts.visits(visit.caller(), patient).stream()
                            .map(each -> new ConsentView.VisitChoice(each.id(), names.visit(each), each.underWay()))
                            .toList();
        }

        private Answer decided(LaunchContext context) {
            Form form = visit.form();
            if (context.patient() != null) {
                charts.person(visit.caller(), context.patient());
            }
            String encounter = form.value("encounter");
            LaunchContext whole = encounter.isEmpty()
                            || visits(context).stream()
                                    .noneMatch(each -> each.id().equals(encounter))
                    ? context
                    : new LaunchContext(context.patient(), encounter, context.others());
            ScopeList chosen = Choices.of(offered).chosen(form.values("scope"));
            ScopeList granted = offered.where(text -> text.startsWith("launch") || chosen.has(text))
                    .and(chosen);
            return chosen.isEmpty() ? refused() : allowed(granted, whole);
        }

        private Answer allowed(ScopeList granted, LaunchContext context) {
            String code = server.grants().allow(visit.session(), handle, pending, granted, context);
            return Answer.redirect(server.authorization().granted(pending, code).toString());
        }

        private Answer refused() {
            server.grants().refuse(visit.session(), handle, pending);
            return Answer.redirect(server.authorization().refused(pending).toString());
        }
    }

    private static String goesTo(String redirect) {
        URI uri = URI.create(redirect);
        return uri.getHost() == null ? "a program on this device (" + uri.getScheme() + ")" : uri.getAuthority();
    }

    /** Where the form leads, which the page's policy must allow; the app may lead on to another site. */
    private static String target(String redirect) {
        URI uri = URI.create(redirect);
        return uri.getHost() == null ? uri.getScheme() + ":" : uri.getScheme() + "://" + uri.getAuthority();
    }
}
