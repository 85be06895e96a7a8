package org.throughline.clinic.pharmacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.throughline.access.Duty;
import org.throughline.care.prescription.Counter;
import org.throughline.care.prescription.OnPaper;
import org.throughline.fhir.json.JsonReader;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.login.role.HeldRole;
import org.throughline.ui.Dates;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/**
 * {@code /pharmacy/new}: takes in a prescription that came on paper. Its code is scanned, which fills the form, or the form is
 * filled by hand. Only a code that this installation has signed proves who wrote it.
 */
public final class PaperScreen implements Screen {
    private static final String HOME = "/pharmacy/new";

    private final Counter counter;
    private final Function<String, Optional<String>> opened;
    private final Supplier<String> organization;
    private final Function<Long, List<HeldRole>> roles;
    private final Pages pages;
    private final Clock clock;

    /**
     * The screen of an installation.
     *
     * @param opened the text that this installation has signed; empty for what it has not
     * @param organization the id of the Organization that the installation is
     * @param roles the roles of an account
     */
    public PaperScreen(
            Counter counter,
            Function<String, Optional<String>> opened,
            Supplier<String> organization,
            Function<Long, List<HeldRole>> roles,
            Pages pages,
            Clock clock) {
        this.counter = counter;
        this.opened = opened;
        this.organization = organization;
        this.roles = roles;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "a prescription on paper";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.DISPENSE);
        if (visit.path().size() != 2) {
            throw new Failed(new Failure.NotFound("There is no such page."));
        }
        Form form = visit.form();
        if (!visit.posts()) {
            return page(visit, 200, OnPaper.NOTHING, "", Map.of());
        }
        String code = form.value("code").strip();
        if (form.value("act").equals("scan")) {
            return scanned(visit, code);
        }
        OnPaper typed = typed(form, code);
        if (!typed.faults().isEmpty()) {
            return page(visit, 422, typed, code, typed.faults());
        }
        String id = counter.takeIn(
                visit.caller(), typed, opened.apply(code).isPresent() ? organization.get() : "", pharmacy(visit));
        return Answer.redirect("/pharmacy/" + id);
    }

    private Answer scanned(Visit visit, String code) {
        Optional<OnPaper> said = read(code);
        return said.isEmpty()
                ? page(
                        visit,
                        422,
                        OnPaper.NOTHING,
                        "",
                        Map.of("code", "This is not the code of a prescription that is known here. Type it in below."))
                : page(visit, 200, said.get(), code, Map.of());
    }

    /** What a code says, whoever has signed it. */
    private static Optional<OnPaper> read(String code) {
        String[] parts = code.split("\\.", -1);
        if (parts.length != 3 || code.length() > 5_000) {
            return Optional.empty();
        }
        try {
            OnPaper said = OnPaper.of(
                    JsonReader.readObject(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).getBytes(UTF_8)));
            return said.drug().isEmpty() || said.id().isEmpty() ? Optional.empty() : Optional.of(said);
        } catch (IllegalArgumentException | Failed e) {
            return Optional.empty();
        }
    }

    /** Of what was signed here nothing can be typed over. */
    private OnPaper typed(Form form, String code) {
        Optional<OnPaper> said = read(code);
        if (said.isPresent() && opened.apply(code).isPresent()) {
            return said.get();
        }
        LocalDate today = LocalDate.now(clock);
        return new OnPaper(
                said.map(OnPaper::id).orElse(""),
                said.map(OnPaper::from).orElse(""),
                form.value("drug").strip(),
                "",
                form.value("sig").strip(),
                form.value("quantity").strip(),
                form.value("unit").strip(),
                form.value("refills").strip(),
                form.has("aswritten"),
                form.value("patient").strip(),
                TypedDate.read(form.value("born"), today).orElse(""),
                form.value("prescriber").strip(),
                form.value("npi").strip(),
                TypedDate.read(form.value("written"), today).orElse(""));
    }

    /** The pharmacy at which the visitor works. */
    private String pharmacy(Visit visit) {
        return roles.apply(visit.session().account().number()).stream()
                .flatMap(held -> Optional.ofNullable(held.site()).stream())
                .findFirst()
                .orElseThrow(() -> new Failed(new Failure.Forbidden("Your role is not held at a pharmacy.")));
    }

    private Answer page(Visit visit, int status, OnPaper paper, String code, Map<String, String> faults) {
        Dates dates = new Dates(clock.getZone());
        return pages.page(
                status,
                "clinic/pharmacy/paper.jte",
                Map.of(
                        "frame",
                        visit.frame("Prescription on paper", Place.PHARMACY),
                        "paper",
                        paper,
                        "born",
                        dates.date(paper.born()),
                        "written",
                        dates.date(paper.written()),
                        "code",
                        code,
                        "verified",
                        opened.apply(code).isPresent(),
                        "faults",
                        faults,
                        "address",
                        HOME));
    }
}
