package org.throughline.clinic.app;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.care.chart.ChartReader;
import org.throughline.clinic.PatientNames;
import org.throughline.kernel.Failed;
import org.throughline.login.smart.app.ScopeList;
import org.throughline.login.smart.grant.Grant;
import org.throughline.login.smart.grant.Grants.Standing;
import org.throughline.ui.Dates;

/** Turns grants into words, for somebody who may see the patients whom they are about, or not. */
public final class GrantViews {
    private final ChartReader charts;
    private final PatientNames names;
    private final Viewed viewed;
    private final Clock clock;

    public GrantViews(ChartReader charts, PatientNames names, Viewed viewed, Clock clock) {
        this.charts = charts;
        this.names = names;
        this.viewed = viewed;
        this.clock = clock;
    }

    List<GrantView> of(Caller caller, List<Standing> grants) {
        return grants.stream().map(each -> of(caller, each)).toList();
    }

    private GrantView of(Caller caller, Standing standing) {
        Grant grant = standing.grant();
        Dates dates = new Dates(clock.getZone());
        List<String> what = grant.scopes().texts().stream()
                .filter(text -> ScopeList.isAccess(text) || text.equals(ScopeList.OPENID))
                .map(text -> (text.startsWith("user/") ? "All patients: " : "") + ScopeWords.of(text))
                .toList();
        return new GrantView(
                grant.number(),
                grant.app().name(),
                grant.who(),
                patient(caller, grant.context().patient()),
                what,
                dates.date(grant.begun().toString()),
                dates.date(standing.lastUsed().toString()),
                lasts(standing));
    }

    private String patient(Caller caller, @Nullable String id) {
        if (id == null) {
            return "";
        }
        try {
            var person = charts.person(caller, id);
            viewed.patients(caller, "apps with access", List.of(person));
            return names.row(person).name();
        } catch (Failed e) {
            return "A patient whom you may not see";
        }
    }

    private static String lasts(Standing standing) {
        ScopeList scopes = standing.grant().scopes();
        if (!standing.renewable()) {
            return "An hour";
        }
        return scopes.has(ScopeList.OFFLINE) ? "Until it is taken back" : "While logged in";
    }
}
