package org.throughline.ui.draft;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.http.LocalPath;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/**
 * Keeps what is typed into a form, for {@code draft.js}: {@code POST /drafts} with the form's fields, its address in
 * {@code draft-of} and the revision that the tab knows in {@code draft-revision}. It answers with the new revision.
 */
public final class DraftScreen implements Screen {
    /** Fields that are about the form and not of it. */
    private static final List<String> ASIDE = List.of("form-token", "draft-of", "draft-revision");

    /** Where the address of a form names a patient. */
    private static final Pattern PATIENT =
            Pattern.compile("^/(?:patients|notes|charges|documents|orders)/([^/?]+)|[?&]patient=([^&]+)");

    private final Drafts drafts;

    public DraftScreen(Drafts drafts) {
        this.drafts = drafts;
    }

    @Override
    public String what() {
        return "drafts";
    }

    @Override
    public Answer answer(Visit visit) {
        Form form = visit.form();
        String key = LocalPath.of(form.value("draft-of"))
                .filter(path -> visit.posts())
                .map(LocalPath::text)
                .orElseThrow(() -> new Failed(new Failure.NotFound("There is no such page.")));
        String chart = form.value("chart-of");
        Matcher patient = PATIENT.matcher(key);
        if (!chart.isEmpty() && patient.find() && !chart.equals(patient.group(patient.group(1) == null ? 2 : 1))) {
            throw new Failed(new Failure.Conflict("This form is of another patient's chart than its address says."));
        }
        long author = visit.session().account().number();
        if (form.has("discard")) {
            drafts.drop(author, key);
            return Answer.redirect(key);
        }
        Form own = new Form(form.fields().stream()
                .filter(field -> !ASIDE.contains(field.name()))
                .toList());
        int revision = drafts.keep(author, key, number(form.value("draft-revision")), own);
        return Answer.of(200, "text/plain;charset=utf-8", Integer.toString(revision));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new Failed(new Failure.Malformed("value", "draft-revision", "This is not a number."));
        }
    }
}
