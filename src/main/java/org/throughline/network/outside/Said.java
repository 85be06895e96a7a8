package org.throughline.network.outside;

import java.util.Optional;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonReader;
import org.throughline.kernel.Failed;

/** What another server says, made fit to be shown: one line, not too long. Pure. */
final class Said {
    private static final int LONGEST = 200;

    private Said() {}

    static String line(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
    }

    /** What an OperationOutcome says went wrong; empty when it says nothing of that kind. */
    static Optional<String> wrong(JsonObject outcome) {
        return outcome.objects("issue").stream()
                .filter(each -> "error".equals(each.text("severity")) || "fatal".equals(each.text("severity")))
                .map(Said::issue)
                .findFirst();
    }

    private static String issue(JsonObject issue) {
        JsonObject details = issue.object("details");
        String text = issue.text("diagnostics");
        if (text == null && details != null) {
            text = details.text("text");
        }
        return line(text == null ? String.valueOf(issue.text("code")) : text);
    }

    /** What stands in the body of a refusal, behind a colon; empty when it is no OperationOutcome. */
    static String reason(byte[] content) {
        try {
            return wrong(JsonReader.readObject(content))
                    .map(each -> ": " + each)
                    .orElse("");
        } catch (Failed e) {
            return "";
        }
    }
}
