package org.throughline.rest.cds;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.throughline.care.check.Looked;
import org.throughline.care.check.RuleBook;
import org.throughline.fhir.json.Json;
import org.throughline.fhir.json.JsonArray;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import org.throughline.safety.answer.Finding;
import org.throughline.safety.answer.Reason;
import org.throughline.safety.rule.FileState;
import org.throughline.safety.rule.Severity;

/**
 * What the checks say, as cards. A danger is critical, a caution a warning; notes are not sent. What was not checked is a
 * card of its own, so that no answer without cards is taken for a check that was not made. Pure.
 *
 * @see <a href="https://cds-hooks.hl7.org/2.0/#card-attributes">Cards</a>
 */
record Cards(String patient, String user) {
    private static final int SUMMARY = 139;
    private static final String OVERRIDES = "urn:throughline:override";

    /** Why a danger is passed over, to choose from. */
    private static final List<List<String>> REASONS = List.of(
            List.of("benefit", "The benefit outweighs the danger"),
            List.of("monitored", "It is monitored"),
            List.of("tolerated", "The patient has tolerated it before"),
            List.of("no-alternative", "There is no alternative"),
            List.of("wrong", "The finding is wrong"));

    /** Of orders. */
    List<Json> of(Looked looked, List<JsonObject> orders) {
        List<Json> cards = new ArrayList<>();
        unwell(looked.unwell(), cards);
        for (int i = 0; i < orders.size(); i++) {
            Looked.Order said = looked.orders().get(i);
            String order = Question.reference(orders.get(i));
            for (Finding finding : said.findings()) {
                if (finding.severity() != Severity.NOTE) {
                    cards.add(card(finding, order));
                }
            }
            if (!said.unchecked().isEmpty()) {
                cards.add(unchecked(said.unchecked(), order));
            }
        }
        return cards;
    }

    /** Of what a patient takes. */
    List<Json> of(List<Finding> dangers, List<FileState> unwell) {
        List<Json> cards = new ArrayList<>();
        unwell(unwell, cards);
        dangers.forEach(each -> cards.add(card(each, "")));
        return cards;
    }

    private JsonObject card(Finding finding, String order) {
        Finding shown = finding.masked();
        boolean danger = finding.severity() == Severity.DANGER;
        JsonObject.Builder card = JsonObject.builder()
                .add("uuid", uuid(finding))
                .add("summary", shortened(shown.what()))
                .add("detail", shown.what() + ". " + shown.mechanism() + "\n\n**" + shown.whatToDo() + "**")
                .add("indicator", danger ? "critical" : "warning")
                .add("source", source(shown));
        if (!order.isEmpty()) {
            card.add("suggestions", JsonArray.of(takeBack(order))).add("selectionBehavior", "any");
        }
        if (danger) {
            card.add(
                    "overrideReasons",
                    new JsonArray(REASONS.stream()
                            .<Json>map(each -> JsonObject.builder()
                                    .add("system", OVERRIDES)
                                    .add("code", each.getFirst())
                                    .add("display", each.getLast())
                                    .build())
                            .toList()));
        }
        return card.build();
    }

    private static JsonObject source(Finding finding) {
        JsonObject.Builder source =
                JsonObject.builder().add("label", finding.source().citation());
        if (!finding.source().url().isEmpty()) {
            source.add("url", finding.source().url());
        }
        return source.add(
                        "topic",
                        JsonObject.builder()
                                .add("system", "urn:throughline:rule")
                                .add("code", finding.rule())
                                .add("display", finding.kind().words())
                                .build())
                .build();
    }

    private static JsonObject takeBack(String order) {
        return JsonObject.builder()
                .add("label", "Do not order it")
                .add(
                        "actions",
                        JsonArray.of(JsonObject.builder()
                                .add("type", "delete")
                                .add("description", "Takes the order back")
                                .add("resourceId", order)
                                .build()))
                .build();
    }

    private static JsonObject unchecked(List<Reason> reasons, String order) {
        return JsonObject.builder()
                .add(
                        "summary",
                        "Not wholly checked: " + order.toLowerCase(Locale.ROOT).replaceFirst("/.*", ""))
                .add(
                        "detail",
                        "Not checked for " + order + ", because\n\n"
                                + reasons.stream()
                                        .map(each -> "* " + each.words())
                                        .collect(Collectors.joining("\n")))
                .add("indicator", "info")
                .add("source", own())
                .build();
    }

    private static void unwell(List<FileState> files, List<Json> cards) {
        if (!files.isEmpty()) {
            cards.add(JsonObject.builder()
                    .add("summary", "Safety checks are not whole: their rules are missing, altered or past their date")
                    .add(
                            "detail",
                            files.stream()
                                    .map(each -> "* " + each.file().fileName())
                                    .collect(Collectors.joining("\n")))
                    .add("indicator", "critical")
                    .add("source", own())
                    .build());
        }
    }

    private static JsonObject own() {
        return JsonObject.of("label", new JsonString("Throughline, checks of orders"));
    }

    private static String shortened(String text) {
        return text.length() <= SUMMARY ? text : text.substring(0, SUMMARY - 1) + "…";
    }

    private String uuid(Finding finding) {
        ByteBuffer id = ByteBuffer.wrap(RuleBook.id(patient, user, finding));
        return new UUID(id.getLong(), id.getLong()).toString();
    }

    /** The id of the finding of a card. */
    static byte[] finding(UUID card) {
        return ByteBuffer.allocate(16)
                .putLong(card.getMostSignificantBits())
                .putLong(card.getLeastSignificantBits())
                .array();
    }
}
