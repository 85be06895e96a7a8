package org.throughline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Caller;
import org.throughline.access.Duty;
import org.throughline.care.entry.Choice;
import org.throughline.care.entry.Entries;
import org.throughline.care.registration.PatientFile;
import org.throughline.care.task.Member;
import org.throughline.clinic.inbox.Team;
import org.throughline.login.Login;
import org.throughline.login.role.Role;
import org.throughline.login.setting.Setting;

/** The people among whom one chooses on screens. */
record StaffChoices(Login login, CareParts care) {
    /** The staff who are in the directory, and the sites. */
    List<Choice> named(Caller caller) {
        List<Choice> choices = new ArrayList<>();
        team().present().roster().members().stream()
                .filter(member -> member.active() && member.reference() != null)
                .forEach(member -> choices.add(new Choice(String.valueOf(member.reference()), member.name())));
        care.directory()
                .sites(caller, login.settings().of(Setting.ORGANIZATION))
                .forEach(site -> choices.add(new Choice("Organization/" + site.id(), "Everybody at " + site.name())));
        return choices;
    }

    /** Who may order in their own name and is in the directory. */
    List<Choice> prescribers() {
        Set<String> roles = login.roles().all().stream()
                .filter(each -> each.duties().contains(Duty.PRESCRIBE))
                .map(Role::code)
                .collect(Collectors.toSet());
        return team().present().roster().members().stream()
                .filter(member -> member.active() && roles.stream().anyMatch(member::has))
                .flatMap(member ->
                        Stream.ofNullable(member.reference()).map(reference -> new Choice(reference, member.name())))
                .toList();
    }

    /** Who can be asked to sign a note too: staff who are somebody in the directory. */
    List<Choice> signers() {
        return team().present().roster().members().stream()
                .filter(Member::active)
                .flatMap(member ->
                        Stream.ofNullable(member.reference()).map(reference -> new Choice(reference, member.name())))
                .toList();
    }

    /** The staff who are in the directory, and those who are close to the patient. */
    List<Choice> close(Entries.Chart chart) {
        return Stream.concat(
                        signers().stream(),
                        care.patientFile().relatives(chart.caller(), chart.patient()).stream()
                                .filter(PatientFile.Entry::active)
                                .map(each -> new Choice(
                                        "RelatedPerson/" + each.id(),
                                        each.what().name() + " (" + each.what().relationship() + ")")))
                .toList();
    }

    Team team() {
        return new Team(login);
    }
}
