package org.throughline.clinic.admin;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.directory.Directory;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.Login;
import org.throughline.privacy.place.PlaceLaw;
import org.throughline.ui.Dates;
import org.throughline.ui.Visit;

/**
 * What the admin screens share.
 *
 * @param home the address that others reach us by, without a slash at the end
 */
public record AdminParts(
        Login login,
        Directory directory,
        ChartReader charts,
        PlaceLaw law,
        AuditTrail audit,
        String home,
        Clock clock) {

    Dates dates() {
        return new Dates(clock.getZone());
    }

    Choices choices() {
        return new Choices(login, directory, charts, dates());
    }

    PeopleViews people() {
        return new PeopleViews(login, directory, choices(), minors(), dates());
    }

    NewPeople newPeople() {
        return new NewPeople(login, directory, choices(), minors(), clock);
    }

    private Minors minors() {
        return new Minors(charts, law, clock);
    }

    /** Enters in the trail that somebody looked for patients, and who was shown. */
    void noteSeen(Visit visit, String query, List<Choice> patients) {
        if (!query.isBlank()) {
            audit.record(Access.of(
                    clock.instant(),
                    visit.caller(),
                    Action.VIEW,
                    0,
                    "Patient?" + query,
                    200,
                    patients.stream()
                            .map(patient -> Address.of("Patient", patient.value()))
                            .collect(Collectors.toSet())));
        }
    }

    /** What is wrong with what was sent, which is told in place; anything else is no matter of the page. */
    public String told(Failed failed) {
        return switch (failed.failure()) {
            case Failure.Invalid invalid -> invalid.message();
            case Failure.Conflict conflict -> conflict.message();
            case Failure.NotFound missing -> missing.message();
            case Failure.Forbidden forbidden -> forbidden.message();
            default -> throw failed;
        };
    }
}
