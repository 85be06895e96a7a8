package org.throughline.clinic.note;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.throughline.access.Duty;
import org.throughline.care.form.Answers;
import org.throughline.care.form.Builder;
import org.throughline.care.form.Field;
import org.throughline.care.form.Filled;
import org.throughline.care.form.Kind;
import org.throughline.care.form.NoteTypes;
import org.throughline.care.form.Section;
import org.throughline.care.form.Template;
import org.throughline.care.form.Terms;
import org.throughline.care.form.Words;
import org.throughline.care.note.Templates;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.fhir.json.JsonWriter;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.kernel.Ids;
import org.throughline.ui.Pages;
import org.throughline.ui.Place;
import org.throughline.ui.Screen;
import org.throughline.ui.Visit;

/** {@code /admin/templates}: makes and changes the templates of notes, without code. */
public final class TemplateScreen implements Screen {
    private static final String HOME = "/admin/templates";

    private final Templates templates;
    private final Terms terms;
    private final Ids ids;
    private final Pages pages;
    private final Clock clock;

    public TemplateScreen(Templates templates, Terms terms, Ids ids, Pages pages, Clock clock) {
        this.templates = templates;
        this.terms = terms;
        this.ids = ids;
        this.pages = pages;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "templates of notes";
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.TEMPLATES);
        List<String> rest = visit.path().subList(2, visit.path().size());
        if (visit.posts()) {
            return post(visit, rest);
        }
        if (rest.isEmpty()) {
            return list(visit, "");
        }
        if (rest.size() == 2 && rest.get(1).equals("preview")) {
            return preview(visit, templates.template(visit.caller(), rest.getFirst()));
        }
        if (rest.size() > 1) {
            throw NoteDesk.none();
        }
        return page(visit, 200, templates.present(visit.caller(), rest.getFirst()), "");
    }

    private Answer list(Visit visit, String failure) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame("Templates", Place.ADMIN));
        parameters.put("failure", failure);
        parameters.put("templates", templates.all(visit.caller()));
        return pages.page(failure.isEmpty() ? 200 : 422, "clinic/note/templates.jte", parameters);
    }

    private Answer post(Visit visit, List<String> rest) {
        Form form = visit.form();
        if (rest.isEmpty()) {
            return create(visit, form);
        }
        if (rest.equals(List.of("work"))) {
            return work(visit, templates.template(visit.caller(), form.value("template")));
        }
        Templates.Present present = templates.present(visit.caller(), rest.getFirst());
        return switch (form.value("act")) {
            case "begin" ->
                Answer.redirect(HOME + "/"
                        + templates.begin(visit.caller(), present.template().id()));
            case "publish" -> publish(visit, sameVersion(present, form));
            case "retire" -> {
                templates.retire(visit.caller(), sameVersion(present, form));
                yield Answer.redirect(HOME);
            }
            default -> change(visit, sameVersion(present, form), form);
        };
    }

    /** The version from which the form was made: who saves second is told. */
    private static Templates.Present sameVersion(Templates.Present present, Form form) {
        if (!form.value("stored").equals(Integer.toString(present.stored()))) {
            throw new Failed(new Failure.Conflict("Somebody else has changed this template. Open it again."));
        }
        return present;
    }

    private Answer create(Visit visit, Form form) {
        String title = form.value("title").strip();
        if (title.isEmpty() || title.length() > 200) {
            return list(visit, "Say what the template is called.");
        }
        Template fresh = new Template(
                "",
                "urn:throughline:template:" + ids.next(),
                "1",
                "draft",
                title,
                form.value("specialty").strip(),
                NoteTypes.of(form.value("type")),
                List.of());
        return Answer.redirect(HOME + "/" + templates.create(visit.caller(), fresh));
    }

    private Answer publish(Visit visit, Templates.Present present) {
        Map<String, String> faults = new Builder(present.template()).faults();
        if (!faults.isEmpty()) {
            return page(visit, 422, present, "Not taken into use. What is marked needs another look first.");
        }
        templates.publish(visit.caller(), present);
        return Answer.redirect(HOME + "?published=1");
    }

    private Answer change(Visit visit, Templates.Present present, Form form) {
        Template before = present.template();
        Builder builder = new Builder(before);
        String key = form.value("key");
        String label = form.value("label").strip();
        if (List.of("add-section", "add-field", "section").contains(form.value("act")) && label.isEmpty()) {
            return page(visit, 422, present, "Say what it is called.");
        }
        String selected = key;
        Template after;
        switch (form.value("act")) {
            case "head" ->
                after = before.named(
                        form.value("title").isBlank()
                                ? before.title()
                                : form.value("title").strip(),
                        form.value("specialty").strip(),
                        NoteTypes.of(form.value("type")));
            case "add-section" -> {
                selected = "section-" + builder.key(label);
                after = builder.addSection(label);
            }
            case "add-field" -> {
                selected = builder.key(label);
                after = builder.addField(key, label, FieldForm.kind(form.value("kind")));
            }
            case "section" -> after = builder.change(key, label, FieldForm.shown(form));
            case "field" -> {
                Field field = before.field(key).orElseThrow(NoteDesk::none);
                after = builder.change(FieldForm.read(field, form, before));
            }
            case "remove" -> {
                selected = "";
                after = builder.remove(key);
            }
            case "up" -> after = builder.move(key, true);
            case "down" -> after = builder.move(key, false);
            default -> throw NoteDesk.none();
        }
        templates.change(visit.caller(), present, after);
        return Answer.redirect(HOME + "/" + before.id() + (selected.isEmpty() ? "" : "?at=" + selected));
    }

    private Answer page(Visit visit, int status, Templates.Present present, String failure) {
        Template template = present.template();
        String at = visit.posts()
                ? visit.form().value("key")
                : visit.request().parameter("at").orElse("");
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame(template.title(), Place.ADMIN));
        parameters.put("template", template);
        parameters.put("stored", present.stored());
        parameters.put("failure", failure);
        parameters.put("faults", new Builder(template).faults());
        template.field(at).ifPresent(field -> parameters.put("field", FieldForm.of(field)));
        template.sections().stream()
                .filter(section -> section.key().equals(at))
                .findFirst()
                .ifPresent(section -> parameters.put("section", section));
        return pages.page(status, "clinic/note/template.jte", parameters);
    }

    private Answer preview(Visit visit, Template template) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("frame", visit.frame(template.title(), Place.ADMIN));
        parameters.put("template", template);
        parameters.put("parts", parts(template, Filled.of(template, Answers.NONE, terms)));
        return pages.page(200, "clinic/note/preview.jte", parameters);
    }

    private static List<EditorView.Part> parts(Template template, Filled filled) {
        List<EditorView.Part> parts = new ArrayList<>();
        for (Section section : template.sections()) {
            parts.add(new EditorView.Part(
                    section.key(),
                    section.title(),
                    filled.hidden().contains(section.key()),
                    section.fields().stream()
                            .map(field -> new EditorView.FieldView(
                                    field, filled.hidden().contains(field.key()), List.of(), List.of(), "", ""))
                            .toList()));
        }
        return parts;
    }

    private Answer work(Visit visit, Template template) {
        return worked(
                template,
                Filled.of(
                        template,
                        Typed.of(template, visit.form(), LocalDate.now(clock)).answers(),
                        terms));
    }

    /** What changes in a form by what was typed: which parts are hidden, and what is calculated. */
    static Answer worked(Template template, Filled filled) {
        JsonObject.Builder scores = JsonObject.builder();
        template.fields()
                .filter(field -> field.kind() == Kind.SCORE)
                .forEach(field -> scores.add(field.key(), score(filled, field)));
        JsonObject answer = JsonObject.builder()
                .add(
                        "hidden",
                        new JsonArray(List.copyOf(
                                filled.hidden().stream().map(JsonString::new).toList())))
                .add("scores", scores.build())
                .build();
        return Answer.of(200, "application/json", JsonWriter.bytes(answer)).with("Cache-Control", "no-store");
    }

    static String score(Filled filled, Field field) {
        List<JsonObject> answers = filled.answers(field.key());
        return answers.isEmpty() ? "" : Words.of(answers.getFirst());
    }
}
