package org.throughline.care.prescription;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.throughline.fhir.json.JsonObject;
import org.throughline.record.Outcome;
import org.throughline.record.Records;

/** Carries messages: what is given to it with a write leaves once that is committed, and never when it is not. */
public interface Post {
    /**
     * What keeps messages in the transaction of a write.
     *
     * @param letters made of what was written
     */
    Records.Company sending(Function<List<Outcome>, List<Letter>> letters);

    /**
     * The same for a write that a message has caused, which is noted as done with it. When it was done already, nothing is
     * written.
     *
     * @param partner the id of the Organization that it came from
     */
    Records.Company answering(
            String partner, String message, JsonObject answer, Function<List<Outcome>, List<Letter>> letters);

    /** What a message was answered that is done; empty for one that is not. */
    Optional<JsonObject> answered(String partner, String message);

    /** What, in the transaction of a write, lets what was given up about this be tried again; it fails when there is nothing. */
    Records.Company retrying(String about);

    /** Whether nothing about this has left yet, and now never will. */
    boolean withdraw(String about);
}
