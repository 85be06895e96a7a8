package org.throughline.care.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.care.form.Pulled;
import org.throughline.care.form.Words;
import org.throughline.fhir.json.JsonObject;

/** Reads the resources of notes. Pure. */
final class NoteReader {
    private static final String ANSWERS = "QuestionnaireResponse/";
    private static final String PULLED = "-pulled";

    private NoteReader() {}

    static Note note(JsonObject document) {
        Concept type = Concept.of(document.object("type"));
        String description = text(document, "description");
        JsonObject author = document.objects("author").stream().findFirst().orElse(JsonObject.EMPTY);
        JsonObject meta = document.object("meta");
        return new Note(
                text(document, "id"),
                meta == null || meta.text("versionId") == null ? 0 : Integer.parseInt(text(meta, "versionId")),
                description.isEmpty() ? type.text() : description,
                type.text(),
                status(document),
                text(document, "date"),
                text(author, "display"),
                text(author, "reference"),
                cosigner(document, text(author, "reference")),
                encounter(document),
                appends(document),
                answers(document),
                Retracted.reason(document));
    }

    private static NoteStatus status(JsonObject document) {
        if ("entered-in-error".equals(document.text("status"))) {
            return NoteStatus.RETRACTED;
        }
        return switch (text(document, "docStatus")) {
            case "preliminary" -> NoteStatus.TO_COSIGN;
            case "amended" -> NoteStatus.AMENDED;
            case "entered-in-error" -> NoteStatus.RETRACTED;
            default -> NoteStatus.SIGNED;
        };
    }

    private static String cosigner(JsonObject document, String author) {
        JsonObject authenticator = document.object("authenticator");
        return authenticator == null || text(authenticator, "reference").equals(author)
                ? ""
                : text(authenticator, "display");
    }

    private static String encounter(JsonObject document) {
        JsonObject context = document.object("context");
        return context == null
                ? ""
                : context.objects("encounter").stream()
                        .map(each -> text(each, "reference"))
                        .findFirst()
                        .orElse("");
    }

    private static String appends(JsonObject document) {
        return document.objects("relatesTo").stream()
                .filter(each -> "appends".equals(each.text("code")))
                .map(each -> each.object("target"))
                .map(target -> target == null ? "" : text(target, "reference").replaceFirst("^DocumentReference/", ""))
                .findFirst()
                .orElse("");
    }

    private static String answers(JsonObject document) {
        return related(document).stream()
                .filter(reference -> reference.startsWith(ANSWERS))
                .map(reference -> reference.substring(ANSWERS.length()))
                .findFirst()
                .orElse("");
    }

    /** What a note's fields became in the chart. */
    static List<String> created(JsonObject document) {
        return related(document).stream()
                .filter(reference -> !reference.startsWith(ANSWERS))
                .toList();
    }

    private static List<String> related(JsonObject document) {
        JsonObject context = document.object("context");
        return context == null || Seal.seal(document).isEmpty()
                ? List.of()
                : context.objects("related").stream()
                        .map(each -> text(each, "reference"))
                        .filter(reference -> !reference.isEmpty())
                        .toList();
    }

    /** The text of a note's first attachment that is plain text; empty when it has none. */
    static String plain(JsonObject document) {
        return document.objects("content").stream()
                .map(content -> content.object("attachment"))
                .map(NoteReader::decoded)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String decoded(@Nullable JsonObject attachment) {
        if (attachment == null || !text(attachment, "contentType").startsWith("text/plain")) {
            return "";
        }
        try {
            return new String(Base64.getMimeDecoder().decode(text(attachment, "data")), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** The sections of a QuestionnaireResponse. */
    static List<Note.Part> sections(JsonObject response) {
        return response.objects("item").stream()
                .map(section -> new Note.Part(text(section, "text"), fields(section)))
                .toList();
    }

    private static List<Note.Said> fields(JsonObject section) {
        Map<String, Note.Said> fields = new LinkedHashMap<>();
        for (JsonObject item : section.objects("item")) {
            String key = text(item, "linkId");
            List<JsonObject> answers = item.objects("answer");
            if (key.endsWith(PULLED)) {
                String of = key.substring(0, key.length() - PULLED.length());
                String label = text(item, "text").replaceFirst(": from the chart$", "");
                Note.Said said = fields.getOrDefault(of, new Note.Said(of, label, List.of(), List.of()));
                fields.put(of, said.with(pulled(answers)));
            } else {
                List<String> texts = answers.stream().map(Words::of).toList();
                fields.put(key, new Note.Said(key, text(item, "text"), texts, List.of()));
            }
        }
        return new ArrayList<>(fields.values());
    }

    private static List<Pulled> pulled(List<JsonObject> answers) {
        List<JsonObject> references = new ArrayList<>();
        for (JsonObject answer : answers) {
            JsonObject reference = answer.object("valueReference");
            if (reference != null) {
                references.add(reference);
            }
        }
        return Pulled.all(references);
    }

    static String text(JsonObject object, String name) {
        String text = object.text(name);
        return text == null ? "" : text;
    }
}
