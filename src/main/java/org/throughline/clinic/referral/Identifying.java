package org.throughline.clinic.referral;

import java.util.List;
import java.util.Set;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.chart.PersonReader;
import org.throughline.care.registration.Matching.Match;
import org.throughline.care.registration.Registry;
import org.throughline.clinic.PatientNames;
import org.throughline.clinic.registration.RegistrationScreen;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.referral.Packet;
import org.throughline.ui.Visit;

/** Says who somebody is here whom another organization has referred: one of ours, or a new patient. */
record Identifying(ReferralDesk desk) {
    private static final String NEW = "new";
    private static final int MOST = 8;

    ReferralView.Arrival arrival(Visit visit, Packet packet) {
        PatientNames names = new PatientNames(desk.clock());
        List<Match> candidates = candidates(visit, packet);
        desk.audit()
                .record(Access.of(
                        desk.clock().instant(),
                        visit.caller(),
                        Action.VIEW,
                        0,
                        "referral/" + packet.task(),
                        200,
                        candidates.stream()
                                .map(each -> each.stored().address())
                                .collect(java.util.stream.Collectors.toSet())));
        return new ReferralView.Arrival(
                names.row(PersonReader.read(packet.person())),
                candidates.stream()
                        .map(each -> names.row(PersonReader.read(each.patient())))
                        .toList(),
                visit.caller().may(Interaction.CREATE, "Patient"));
    }

    private List<Match> candidates(Visit visit, Packet packet) {
        try {
            return desk.matching().find(visit.caller(), packet.person().without("id")).stream()
                    .limit(MOST)
                    .toList();
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Invalid) {
                return List.of(); // too little is said to look for anybody
            }
            throw e;
        }
    }

    void identify(Visit visit, Packet packet) {
        if (!visit.caller().may(Interaction.UPDATE, "Patient")) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        String who = visit.form().value("who");
        if (who.equals(NEW)) {
            RegistrationScreen.Belonging belonging = desk.belonging().apply(visit);
            String patient = desk.registry()
                    .register(
                            visit.caller(),
                            Registry.described(packet.person()),
                            belonging.organization(),
                            belonging.site());
            desk.arrivals().identify(visit.caller(), packet, patient);
            return;
        }
        boolean offered = candidates(visit, packet).stream()
                .anyMatch(each -> each.stored().id().equals(who));
        if (!offered
                || desk.charts()
                        .people(visit.caller(), Set.of(Address.of("Patient", who)))
                        .isEmpty()) {
            throw new Failed(new Failure.Invalid("required", "who", "Choose who it is, or that it is a new patient."));
        }
        desk.arrivals().identify(visit.caller(), packet, who);
    }
}
