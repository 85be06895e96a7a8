package org.throughline.clinic.sharing;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.chart.Person;
import org.throughline.care.chart.PersonReader;
import org.throughline.clinic.PatientList;
import org.throughline.clinic.PatientNames;
import org.throughline.http.Answer;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.network.link.Linking;
import org.throughline.network.link.Question;
import org.throughline.network.peer.Peers;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /links}: whom members of the network ask about and who may be one of several patients here; somebody decides. */
public final class IdentityScreen implements Screen {
    private static final int LONGEST = 500;

    private final Linking linking;
    private final Peers peers;
    private final ChartReader charts;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    public IdentityScreen(
            Linking linking, Peers peers, ChartReader charts, AuditTrail audit, Pages pages, Clock clock) {
        this.linking = linking;
        this.peers = peers;
        this.charts = charts;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "who it is that other organizations ask about";
    }

    /**
     * A question.
     *
     * @param title what is asked, and by whom
     * @param them as the other side describes them
     * @param reason what speaks for and against it; empty when that is not said
     * @param ours those who it may be, the likeliest first
     */
    public record Row(
            int number,
            String title,
            String member,
            String asked,
            PatientList.Row them,
            String reason,
            List<PatientList.Row> ours) {
        public Row {
            ours = List.copyOf(ours);
        }
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        if (!visit.caller().may(Interaction.UPDATE, "Patient")) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        if (visit.path().size() != 1) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        return visit.posts() ? decide(visit) : page(visit, 200, "");
    }

    private Answer decide(Visit visit) {
        String reason = visit.form().value("reason").strip();
        String chosen = visit.form().value("who");
        String number = visit.form().value("question");
        if (reason.isEmpty() || reason.length() > LONGEST || chosen.isEmpty() || !number.matches("[0-9]{1,9}")) {
            return page(visit, 422, "Choose who it is, or nobody, and say why.");
        }
        Question question = linking.questions().stream()
                .filter(each -> each.number() == Integer.parseInt(number))
                .findFirst()
                .orElse(null);
        if (question == null) {
            return page(visit, 409, "Somebody has decided this meanwhile.");
        }
        boolean offered = question.candidates().contains(chosen)
                && !charts.people(visit.caller(), Set.of(address(chosen))).isEmpty();
        if (!chosen.equals("nobody") && !offered) {
            throw new Failed(new Failure.NotFound("This patient was not to choose from."));
        }
        try {
            linking.decide(visit.caller(), question.number(), chosen.equals("nobody") ? null : chosen, reason);
        } catch (Failed e) {
            if (e.failure() instanceof Failure.Conflict conflict) {
                return page(visit, 409, conflict.message());
            }
            throw e;
        }
        return Answer.redirect("/links");
    }

    private Answer page(Visit visit, int status, String failure) {
        List<Question> questions = linking.questions();
        Map<Long, Person> people = charts.people(
                visit.caller(),
                questions.stream()
                        .flatMap(each -> each.candidates().stream())
                        .map(IdentityScreen::address)
                        .collect(Collectors.toSet()));
        Map<Integer, String> members = peers.names();
        List<Row> rows = questions.stream()
                .map(each -> row(each, members.getOrDefault(each.peer(), ""), people))
                .toList();
        audit.record(Access.of(clock.instant(), visit.caller(), Action.VIEW, 0, "links", 200, people.keySet()));
        return pages.page(
                status,
                "clinic/sharing/identity.jte",
                Map.of("frame", visit.frame("Who is it?", Place.INBOX), "rows", rows, "failure", failure));
    }

    private Row row(Question question, String member, Map<Long, Person> people) {
        PatientNames names = new PatientNames(clock);
        PatientList.Row them = names.row(PersonReader.read(question.person()));
        return new Row(
                question.number(),
                question.isOurs()
                        ? "Is this our patient? " + member + " has " + them.name()
                        : member + " asks about " + them.name(),
                member,
                new Dates(clock.getZone()).moment(question.asked()),
                them,
                question.isOurs() ? question.reason() : "",
                question.candidates().stream()
                        .flatMap(each -> Stream.ofNullable(people.get(address(each))))
                        .map(names::row)
                        .toList());
    }

    private static long address(String patient) {
        return Address.of("Patient", patient);
    }
}
