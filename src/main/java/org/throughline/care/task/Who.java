package org.throughline.care.task;

import org.jspecify.annotations.Nullable;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.entry.Author;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;

/**
 * Who does something to a task or message.
 *
 * @param author who that is in the record; null for nobody, whose name alone is then written
 * @param writer with whose rights it is written: their own, or the product's, for what is on their list and hidden from them
 */
public record Who(Caller caller, @Nullable Author author, Caller writer) {
    private static final Caller PRODUCT = new Caller("worklist", "Work lists", Rights.EVERYTHING);

    public Who(Caller caller, @Nullable Author author) {
        this(caller, author, caller);
    }

    /** The same, handing on what is hidden from them. */
    public Who unseeing() {
        return new Who(caller, author, PRODUCT);
    }

    /** A Reference. */
    JsonObject reference() {
        return author == null ? JsonObject.of("display", new JsonString(caller.display())) : author.json();
    }

    /** The element of a note that says whose it is. */
    JsonObject.Builder note() {
        return author == null
                ? JsonObject.builder().add("authorString", caller.display())
                : JsonObject.builder().add("authorReference", author.json());
    }
}
