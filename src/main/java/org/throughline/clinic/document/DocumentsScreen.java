package org.throughline.clinic.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.access.Interaction;
import org.throughline.audit.Access;
import org.throughline.audit.Action;
import org.throughline.audit.AuditTrail;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.document.Document;
import org.throughline.care.document.DocumentEntry;
import org.throughline.care.document.Documents;
import org.throughline.care.document.MediaKind;
import org.throughline.clinic.ChartPages;
import org.throughline.clinic.entry.EntryDesk;
import org.throughline.http.Answer;
import org.throughline.http.Form;
import org.throughline.http.Upload;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.ui.Dates;
import org.throughline.ui.Screen;
import org.throughline.ui.TypedDate;
import org.throughline.ui.Visit;

/**
 * {@code /documents/PATIENT/new} takes documents, {@code /documents/PATIENT/DOCUMENT} shows one; its pages as pictures are
 * below that at {@code page/1}, the document itself, to be saved, at {@code file}.
 */
public final class DocumentsScreen implements Screen {
    private static final int MOST_AT_ONCE = 20;
    private static final int FORM_LIMIT = 64_000_000;

    private final Documents documents;
    private final ChartReader charts;
    private final ChartPages chartPages;
    private final AuditTrail audit;
    private final Clock clock;

    public DocumentsScreen(
            Documents documents, ChartReader charts, ChartPages chartPages, AuditTrail audit, Clock clock) {
        this.documents = documents;
        this.charts = charts;
        this.chartPages = chartPages;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String what() {
        return "documents";
    }

    @Override
    public int longestForm() {
        return FORM_LIMIT;
    }

    @Override
    public Answer answer(Visit visit) {
        visit.require(Duty.CHART);
        List<String> path = visit.path();
        if (path.size() < 3 || path.size() > 5) {
            throw none();
        }
        String patient = path.get(1);
        Optional<Answer> moved = chartPages.moved(visit, patient);
        if (moved.isPresent()) {
            return moved.get();
        }
        if (path.get(2).equals("new") && path.size() == 3) {
            return visit.posts() ? take(visit, patient) : form(visit, patient, new Typed("", "", "", Map.of()));
        }
        if (visit.posts()) {
            return Answer.of(405);
        }
        if (!charts.opens(visit.caller(), patient)) {
            throw new Failed(new Failure.Forbidden("This chart is closed to you."));
        }
        Document document = documents.find(visit.caller(), patient, path.get(2));
        record(visit, patient, document.id());
        return switch (String.join("/", path.subList(3, path.size()))) {
            case "" -> page(visit, patient, document);
            case "file" -> file(visit, patient, document);
            case "picture" -> picture(visit, patient, document);
            default -> pdfPage(visit, patient, document, path.subList(3, path.size()));
        };
    }

    private static Failed none() {
        return new Failed(new Failure.NotFound("There is no such page."));
    }

    /** What was typed into the form, and what is wrong with it by field. */
    private record Typed(String type, String date, String description, Map<String, String> faults) {}

    private Answer form(Visit visit, String patient, Typed typed) {
        if (!visit.caller().may(Interaction.CREATE, "DocumentReference")) {
            throw new Failed(new Failure.Forbidden("Your roles do not include this."));
        }
        return chartPages.page(
                visit,
                wanted(patient),
                typed.faults().isEmpty() ? 200 : 422,
                "clinic/document/new.jte",
                view -> Map.of(
                        "type",
                        typed.type(),
                        "date",
                        typed.date(),
                        "description",
                        typed.description(),
                        "faults",
                        typed.faults()));
    }

    private static ChartPages.Wanted wanted(String patient) {
        return new ChartPages.Wanted(patient, "documents", Set.of(), false);
    }

    private Answer take(Visit visit, String patient) {
        visit.requireSame(patient);
        Form form = visit.form();
        String typedDate = form.value("date").strip();
        String date = typedDate.isEmpty()
                ? ""
                : TypedDate.read(typedDate, LocalDate.now(clock)).orElse("?");
        List<DocumentEntry> entries = new ArrayList<>();
        for (Upload upload : form.uploads()) {
            if (upload.content().length > 0) {
                entries.add(new DocumentEntry(
                        form.value("type"),
                        date,
                        form.value("description").strip(),
                        plain(upload.fileName()),
                        upload.content()));
            }
        }
        Map<String, String> faults = faults(entries, date);
        if (!faults.isEmpty()) {
            return form(visit, patient, new Typed(form.value("type"), typedDate, form.value("description"), faults));
        }
        documents.add(EntryDesk.chart(visit, patient), entries);
        return Answer.redirect("/patients/" + patient + "/documents");
    }

    private static Map<String, String> faults(List<DocumentEntry> entries, String date) {
        if (entries.isEmpty() || entries.size() > MOST_AT_ONCE) {
            return Map.of("file", entries.isEmpty() ? "Choose a file." : "Send at most " + MOST_AT_ONCE + " at once.");
        }
        if (date.equals("?")) {
            return Map.of("date", "Write a date as 14-Jul-2025, 14/7/25, Jul 2025 or t-3m.");
        }
        return entries.stream()
                .map(DocumentEntry::faults)
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse(Map.of());
    }

    /** A file's name without folders and without what could not be printed. */
    private static String plain(String fileName) {
        String name = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "")
                .strip();
        return name.length() > 200 ? name.substring(name.length() - 200) : name.isEmpty() ? "document" : name;
    }

    private Answer page(Visit visit, String patient, Document document) {
        String own = "/documents/" + patient + "/" + document.id();
        Shown shown = shown(visit, patient, document, own);
        Dates dates = new Dates(clock.getZone());
        String about = Stream.of(
                        document.date().isEmpty() ? "" : dates.time(document.date()),
                        document.author(),
                        document.description(),
                        document.fileName())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
        DocumentPage page = new DocumentPage(
                document.type().isEmpty() ? "Document" : document.type(),
                about,
                shown.pages(),
                shown.text(),
                shown.fault(),
                document.place() instanceof Document.Place.Elsewhere ? "" : own + "/file");
        return chartPages.page(
                visit, wanted(patient), 200, "clinic/document/document.jte", view -> Map.of("page", page));
    }

    /** What of a document is on its page. */
    private record Shown(List<String> pages, String text, String fault) {}

    private Shown shown(Visit visit, String patient, Document document, String own) {
        if (document.place() instanceof Document.Place.Elsewhere(String address)) {
            return new Shown(
                    List.of(),
                    "",
                    address.isEmpty()
                            ? "It has no content."
                            : "Its content lies at another address and is not fetched from there: " + address);
        }
        if (document.kind().isEmpty()) {
            return new Shown(List.of(), "", "This kind of document cannot be shown here. It can be saved.");
        }
        byte[] content = documents.content(visit.caller(), patient, document);
        try {
            return switch (document.kind().get()) {
                case PNG, JPEG -> new Shown(List.of(own + "/picture"), "", "");
                case TEXT -> new Shown(List.of(), new String(content, UTF_8), "");
                case PDF ->
                    new Shown(
                            IntStream.rangeClosed(1, PdfPages.count(content))
                                    .mapToObj(page -> own + "/page/" + page)
                                    .toList(),
                            "",
                            "");
            };
        } catch (Failed e) {
            return new Shown(List.of(), "", e.failure().message());
        }
    }

    private Answer picture(Visit visit, String patient, Document document) {
        byte[] content = documents.content(visit.caller(), patient, document);
        MediaKind kind = MediaKind.of(content).filter(MediaKind::isImage).orElseThrow(DocumentsScreen::none);
        return Answer.of(200, kind.mediaType(), content).with("Content-Security-Policy", "sandbox; default-src 'none'");
    }

    private Answer pdfPage(Visit visit, String patient, Document document, List<String> rest) {
        if (rest.size() != 2 || !rest.getFirst().equals("page") || !rest.get(1).matches("\\d{1,3}")) {
            throw none();
        }
        byte[] content = documents.content(visit.caller(), patient, document);
        return Answer.of(200, "image/png", PdfPages.page(content, Integer.parseInt(rest.get(1))));
    }

    /** The document itself: always to be saved, so that nothing of it runs as a page of ours. */
    private Answer file(Visit visit, String patient, Document document) {
        byte[] content = documents.content(visit.caller(), patient, document);
        String name = document.fileName().isEmpty() ? "document" : document.fileName();
        return Answer.of(200, "application/octet-stream", content)
                .with(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(name, UTF_8).replace("+", "%20"))
                .with("Content-Security-Policy", "sandbox; default-src 'none'");
    }

    private void record(Visit visit, String patient, String document) {
        audit.record(Access.of(
                clock.instant(),
                visit.caller(),
                Action.VIEW,
                0,
                "document/" + document,
                200,
                Set.of(Address.of("Patient", patient))));
    }
}
