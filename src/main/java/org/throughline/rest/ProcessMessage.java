package org.throughline.rest;

import java.util.Set;
import java.util.function.BiFunction;
import org.throughline.access.Caller;
import org.throughline.access.Interaction;
import org.throughline.audit.Action;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;
import org.throughline.record.Records;

/**
 * Takes a message in and answers it. May whoever may create a MessageHeader.
 *
 * @param inbox takes a message of a caller in and gives its answer
 * @see <a href="https://hl7.org/fhir/R4/messageheader-operation-process-message.html">$process-message</a>
 */
record ProcessMessage(Parts parts, BiFunction<Caller, JsonObject, JsonObject> inbox) {

    Reply process(Call call) {
        Records.require(call.caller(), Interaction.CREATE, "MessageHeader");
        JsonObject message = Inputs.of(call)
                .resource("content")
                .orElseThrow(() -> new Failed(new Failure.Malformed(
                        "required", "content", "Send the Bundle, or Parameters with it as content.")));
        JsonObject answer = inbox.apply(call.caller(), message);
        return Reply.of(
                parts.rendering().resource(200, answer, call.format()),
                Action.OPERATION,
                parts.types().number("MessageHeader"),
                Set.of());
    }
}
