package org.throughline.clinic.registration;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.registration.Candidate;
import org.throughline.care.registration.Registry;
import org.throughline.http.Answer;
import org.throughline.http.LocalPath;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;
import org.throughline.ui.draft.Draft;
import org.throughline.ui.draft.Drafts;

/**
 * Registers patients below {@code /registration}: {@code new}, or the id of one who is known; {@code candidates} gives those
 * who may be the same person, while one types.
 */
public final class RegistrationScreen implements Screen {
    private final Registry registry;
    private final Drafts drafts;
    private final Function<Visit, Belonging> belonging;
    private final BooleanSupplier joined;
    private final AuditTrail audit;
    private final Pages pages;
    private final Clock clock;

    /**
     * @param belonging whose patient somebody becomes whom this visitor registers
     * @param joined whether there are others who can be asked in an emergency
     */
    public RegistrationScreen(
            Registry registry,
            Drafts drafts,
            Function<Visit, Belonging> belonging,
            BooleanSupplier joined,
            AuditTrail audit,
            Pages pages,
            Clock clock) {
        this.registry = registry;
        this.drafts = drafts;
        this.belonging = belonging;
        this.joined = joined;
        this.audit = audit;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * Whose patient somebody is.
     *
     * @param organization the id of the Organization that gives numbers
     * @param site the id of the Organization that treats them
     */
    public record Belonging(String organization, String site) {}

    @Override
    public String what() {
        return "the registration of patients";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() != 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        String id = path.get(1).equals("new") ? "" : path.get(1);
        if (path.get(1).equals("candidates")) {
            return visit.posts() ? candidates(visit) : Answer.of(405);
        }
        Interaction interaction = id.isEmpty() ? Interaction.CREATE : Interaction.UPDATE;
        if (!visit.caller().may(interaction, "Patient")) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        return visit.posts() ? take(visit, id) : open(visit, id);
    }

    private Answer open(Visit visit, String id) {
        RegistrationForm saved = saved(visit, id);
        if (!id.isEmpty()) {
            note(visit, "registration/" + id, Set.of(Address.of("Patient", id)));
        }
        Optional<Draft> draft = drafts.find(author(visit), saved.address());
        RegistrationForm form = draft.map(kept -> restored(id, kept, saved)).orElse(saved);
        return page(visit, 200, form, candidates(visit, form), false);
    }

    private RegistrationForm saved(Visit visit, String id) {
        if (id.isEmpty()) {
            return RegistrationForm.blank();
        }
        Registry.Present present = registry.read(visit.caller(), id);
        return RegistrationForm.of(id, present.version(), present.registration(), dates());
    }

    private RegistrationForm restored(String id, Draft draft, RegistrationForm saved) {
        RegistrationForm typed =
                RegistrationForm.read(id, draft.form(), today()).draft(draft.revision());
        return typed.version() == saved.version() ? typed : typed.after(saved.version());
    }

    private Answer candidates(Visit visit) {
        String id = visit.form().value("of");
        RegistrationForm form = RegistrationForm.read(id, visit.form(), today());
        return pages.page(200, "clinic/registration/candidates.jte", Map.of("candidates", candidates(visit, form)));
    }

    private List<CandidateView> candidates(Visit visit, RegistrationForm form) {
        List<Candidate> found = registry.candidates(visit.caller(), form.typed(), form.id());
        if (!found.isEmpty()) {
            note(
                    visit,
                    "registration/candidates",
                    found.stream()
                            .map(each -> Address.of("Patient", each.person().id()))
                            .collect(Collectors.toSet()));
        }
        return found.stream()
                .map(each -> CandidateView.of(each, dates(), today()))
                .toList();
    }

    private Answer take(Visit visit, String id) {
        RegistrationForm form = RegistrationForm.read(id, visit.form(), today());
        Map<String, String> faults = faults(form);
        if (!faults.isEmpty()) {
            return page(visit, 422, form.with(faults), candidates(visit, form), false);
        }
        if (id.isEmpty()) {
            List<CandidateView> candidates = candidates(visit, form);
            if (candidates.stream().anyMatch(CandidateView::strong)
                    && !visit.form().has("somebody-else")) {
                return page(visit, 409, form, candidates, true);
            }
            Belonging to = belonging.apply(visit);
            String registered = registry.register(visit.caller(), form.typed(), to.organization(), to.site());
            drafts.drop(author(visit), form.address());
            return Answer.redirect(then(visit)
                    .map(path -> path.text() + (path.text().contains("?") ? "&" : "?") + "patient=" + registered)
                    .orElse("/patients/" + registered));
        }
        try {
            registry.change(visit.caller(), id, form.version(), form.typed());
        } catch (Failed e) {
            if (!(e.failure() instanceof Failure.PreconditionFailed)) {
                throw e;
            }
            RegistrationForm theirs = saved(visit, id);
            return page(visit, 409, form.after(theirs.version()), List.of(), false);
        }
        drafts.drop(author(visit), form.address());
        return Answer.redirect("/patients/" + id);
    }

    /** Where who has registered somebody wants to go on with them. */
    private static Optional<LocalPath> then(Visit visit) {
        String asked = visit.posts()
                ? visit.form().value("then")
                : visit.request().parameter("then").orElse("");
        return LocalPath.of(asked);
    }

    private Map<String, String> faults(RegistrationForm form) {
        Map<String, String> faults = new LinkedHashMap<>(form.typed().faults(today().toString()));
        if (!form.born().isEmpty() && form.typed().birthDate().isEmpty()) {
            faults.put("birthDate", "Write a date as 14-Jul-1958, 14/7/1958 (the day first), or 1958.");
        }
        return faults;
    }

    /** @param mustLook whether somebody must say first that none of the candidates is meant */
    private Answer page(
            Visit visit, int status, RegistrationForm form, List<CandidateView> candidates, boolean mustLook) {
        String title = form.isNew() ? "New patient" : form.name();
        return pages.page(
                status,
                "clinic/registration/registration.jte",
                Map.of(
                        "frame",
                        visit.frame(title, Place.PATIENTS),
                        "form",
                        form,
                        "candidates",
                        candidates,
                        "mustLook",
                        mustLook,
                        "then",
                        then(visit).map(LocalPath::text).orElse(""),
                        "emergency",
                        visit.caller().may(Duty.BREAK_GLASS) && joined.getAsBoolean()));
    }

    private void note(Visit visit, String target, Set<Long> patients) {
        audit.record(Access.of(clock.instant(), visit.caller(), Action.VIEW, 0, target, 200, patients));
    }

    private static long author(Visit visit) {
        return visit.session().account().number();
    }

    private Dates dates() {
        return new Dates(clock.getZone());
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
