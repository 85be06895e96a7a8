package org.throughline.app;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.throughline.care.Parts;
import org.throughline.care.directory.Directory;
import org.throughline.care.entry.Author;
import org.throughline.care.stay.Discharges;
import org.throughline.care.stay.StayTelling;
import org.throughline.care.stay.Stays;
import org.throughline.care.task.Member;
import org.throughline.clinic.inbox.Team;
import org.throughline.database.Database;
import org.throughline.events.follow.Follower;
import org.throughline.login.Login;
import org.throughline.login.role.PresentRights;
import org.throughline.login.setting.Setting;
import org.throughline.network.link.Linking;
import org.throughline.search.query.Argument;
import org.throughline.terminology.lab.Labs;

/**
 * Admissions, discharges and deaths, put together: what is said of them here, and who is told. Those that other organizations tell
 * of come with their shared record, which has decided already what may be told.
 */
final class Staying {
    private final CareParts care;
    private final Login login;
    private final PresentRights rights;
    private final StayTelling telling;
    private final Follower encounters;
    private final Follower discharges;
    private final Follower deaths;

    /** @param rights what accounts may see at a moment */
    Staying(Database database, CareParts care, Login login, PresentRights rights, Linking linking, Labs labs) {
        this.care = care;
        this.login = login;
        this.rights = rights;
        this.telling = new StayTelling(
                care.records(),
                care.searches(),
                () -> house().display(),
                this::mayKnow,
                patient -> !linking.links(patient).isEmpty(),
                labs,
                care.clock());
        this.encounters =
                follower(database, "telling of stays", "Encounter", new Argument("class", StayTelling.classes()));
        this.discharges = follower(
                database, "telling of discharges", "DocumentReference", new Argument("type", StayTelling.SUMMARIES));
        this.deaths = follower(database, "telling of deaths", "Patient", new Argument("deceased", "true"));
    }

    private Follower follower(Database database, String name, String type, Argument which) {
        return new Follower(
                database, care.records(), care.searches(), Installation.operator(), name, type, List.of(which));
    }

    private Author house() {
        String id = login.settings().of(Setting.ORGANIZATION);
        Directory directory = care.directory();
        return new Author(
                id.isEmpty() ? "" : "Organization/" + id,
                directory.name(Installation.operator(), id).orElse(""));
    }

    /** Whether somebody works here and may see what lies at an address. */
    private boolean mayKnow(String reference, long address) {
        return new Team(login)
                .present()
                .roster()
                .member(reference)
                .filter(Member::active)
                .flatMap(member -> rights.caller(member.account()))
                .filter(caller -> !care.records()
                        .visible(caller.withOutside(), Set.of(address))
                        .isEmpty())
                .isPresent();
    }

    /** Says that patients come, move, leave and have died. */
    Stays stays() {
        return new Stays(care.records(), care.searches(), care.types(), this::house, care.clock());
    }

    /** Looks whether what waits after discharges has come. */
    void lookAgain() {
        telling.waiting().forEach(telling::look);
    }

    /** Discharges people. */
    Discharges discharges() {
        return new Discharges(care.records(), care.searches(), stays(), this::house, care.clock());
    }

    /** Whether another organization says of a patient that they have died, and nobody here has entered it. */
    boolean toldDead(String patient) {
        return telling.toldDead(patient);
    }

    /** Tells of a patient about whom something was said elsewhere. */
    void told(String patient) {
        telling.look(patient);
    }

    /** Tells of what was said here since the last time. */
    void run() {
        Set<String> patients = new LinkedHashSet<>();
        Runnable page = () -> {
            patients.forEach(telling::look);
            patients.clear();
        };
        encounters.run(
                encounter -> {
                    String patient = Parts.idOf(encounter.object("subject"), "Patient");
                    if (!patient.isEmpty() && telling.isNews(encounter)) {
                        patients.add(patient);
                    }
                },
                page);
        discharges.run(
                document -> {
                    String patient = Parts.idOf(document.object("subject"), "Patient");
                    if (!patient.isEmpty()) {
                        patients.add(patient);
                    }
                },
                page);
        deaths.run(patient -> patients.add(Parts.text(patient, "id")), page);
    }
}
