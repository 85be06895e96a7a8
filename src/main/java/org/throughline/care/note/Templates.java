package org.throughline.care.note;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.throughline.access.Caller;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.care.form.ShippedTemplates;
import org.throughline.care.form.Template;
import org.throughline.care.form.TemplateReader;
import org.throughline.care.form.TemplateWriter;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Intent;
import org.throughline.record.Precondition;
import org.throughline.record.Records;
import org.throughline.record.Stored;
import org.throughline.search.SearchRequest;
import org.throughline.search.Searches;
import org.throughline.search.query.Argument;
import org.throughline.search.query.Target;

/** The templates of a practice: Questionnaires, one for each version of a template. */
public final class Templates {
    private static final String TYPE = "Questionnaire";
    private static final int MOST = 500;

    private final Records records;
    private final Searches searches;
    private final Types types;

    public Templates(Records records, Searches searches, Types types) {
        this.records = records;
        this.searches = searches;
        this.types = types;
    }

    /** Those that notes are written with now, by their titles. */
    public List<Template> active(Caller caller) {
        return found(caller, new Argument("status", "active"));
    }

    /** All versions of all templates, by their titles, the newest version first. */
    public List<Template> all(Caller caller) {
        return found(caller, new Argument("_tag", "urn:throughline:code|" + TemplateWriter.TAG));
    }

    private List<Template> found(Caller caller, Argument only) {
        List<Argument> arguments = List.of(
                only,
                new Argument("_tag", "urn:throughline:code|" + TemplateWriter.TAG),
                new Argument("_count", Integer.toString(MOST)));
        return searches.run(caller, new SearchRequest(new Target.OfType(TYPE), arguments, true)).matches().stream()
                .map(this::open)
                .map(TemplateReader::read)
                .sorted(Comparator.comparing(Template::title)
                        .thenComparing(Comparator.comparingInt((Template template) -> number(template.version()))
                                .reversed()))
                .toList();
    }

    static int number(String version) {
        try {
            return Integer.parseInt(version);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /**
     * A version of a template, an old one too.
     *
     * @param id of the Questionnaire
     * @throws Failed with {@link Failure.NotFound} when there is none
     */
    public Template template(Caller caller, String id) {
        Stored stored = records.read(caller, TYPE, id);
        if (stored.deleted()) {
            throw new Failed(new Failure.NotFound("There is no such template."));
        }
        return TemplateReader.read(open(stored));
    }

    /**
     * A version of a template as it is stored.
     *
     * @param stored the version of its resource, by which a change says what it was made from
     */
    public record Present(Template template, int stored) {}

    /** A version of a template, to be changed. */
    public Present present(Caller caller, String id) {
        Stored stored = records.read(caller, TYPE, id);
        if (stored.deleted()) {
            throw new Failed(new Failure.NotFound("There is no such template."));
        }
        return new Present(TemplateReader.read(open(stored)), stored.version());
    }

    /** Stores a first version that nobody writes with yet; its id. */
    public String create(Caller caller, Template template) {
        return write(caller, List.of(creation(template)), Action.CREATE);
    }

    private static Intent creation(Template template) {
        JsonObject json = TemplateWriter.write(template);
        return new Intent.Create(TYPE, () -> json, null, null);
    }

    /**
     * Begins the next version of a template; when somebody has begun it already, that one.
     *
     * @return its id
     */
    public String begin(Caller caller, String id) {
        Template now = template(caller, id);
        List<Template> versions = all(caller).stream()
                .filter(each -> each.url().equals(now.url()))
                .toList();
        int newest =
                versions.stream().mapToInt(each -> number(each.version())).max().orElse(0);
        return versions.stream()
                .filter(each -> each.status().equals("draft"))
                .map(Template::id)
                .findFirst()
                .orElseGet(() -> create(caller, now.with("", Integer.toString(newest + 1), "draft")));
    }

    /**
     * Changes a version that is not in use yet.
     *
     * @throws Failed with {@link Failure.PreconditionFailed} when somebody else has changed it meanwhile, with
     *     {@link Failure.Conflict} when notes may have been written with it
     */
    public void change(Caller caller, Present before, Template template) {
        if (!before.template().status().equals("draft")) {
            throw new Failed(new Failure.Conflict("This version is in use. Change it in a new version."));
        }
        write(caller, List.of(update(template, before.stored())), Action.UPDATE);
    }

    private static Intent update(Template template, int stored) {
        return patch(
                template.id(),
                new Precondition.Version(stored),
                before -> TemplateWriter.write(template).with("meta", Objects.requireNonNull(before.get("meta"))));
    }

    private static Intent patch(String id, Precondition precondition, UnaryOperator<JsonObject> edit) {
        return new Intent.Patch(new org.throughline.record.Target.ById(TYPE, id), edit, precondition);
    }

    /** Takes a version into use in place of the one before, which stays for the notes that were written with it. */
    public void publish(Caller caller, Present before) {
        List<Intent> intents = new ArrayList<>();
        Template template = before.template();
        intents.add(status(template.id(), "active", new Precondition.Version(before.stored())));
        active(caller).stream()
                .filter(each -> each.url().equals(template.url()))
                .map(each -> status(each.id(), "retired", Precondition.NONE))
                .forEach(intents::add);
        write(caller, intents, Action.UPDATE);
    }

    /** Takes a version out of use: no new note is written with it. */
    public void retire(Caller caller, Present before) {
        write(
                caller,
                List.of(status(before.template().id(), "retired", new Precondition.Version(before.stored()))),
                Action.UPDATE);
    }

    private static Intent status(String id, String status, Precondition precondition) {
        return patch(id, precondition, before -> before.with("status", new JsonString(status)));
    }

    private String write(Caller caller, List<Intent> intents, Action action) {
        return Objects.requireNonNull(records.write(
                                caller,
                                intents,
                                (at, written, patients) -> Access.of(
                                        at, caller, action, types.number(TYPE), "template of notes", 200, patients))
                        .getFirst()
                        .stored())
                .id();
    }

    /** Stores the templates that come with the product, those that are not there yet. */
    public void bringShipped(Caller operator) {
        Set<String> there = all(operator).stream().map(Template::url).collect(Collectors.toSet());
        List<Intent> intents = ShippedTemplates.all().stream()
                .filter(Predicate.not(template -> there.contains(template.url())))
                .map(TemplateWriter::write)
                .<Intent>map(json -> new Intent.Create(TYPE, () -> json, "url=" + NoteReader.text(json, "url"), null))
                .toList();
        if (!intents.isEmpty()) {
            records.write(
                    operator,
                    intents,
                    (at, written, patients) -> Access.of(
                            at,
                            operator,
                            Action.CREATE,
                            types.number(TYPE),
                            "templates of the product",
                            201,
                            patients));
        }
    }

    JsonObject open(Stored stored) {
        return records.bodies().open(Objects.requireNonNull(stored.body()));
    }
}
