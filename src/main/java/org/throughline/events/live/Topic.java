package org.throughline.events.live;

import org.throughline.audit.Changes;
import org.throughline.fhir.definitions.Types;
import org.throughline.kernel.Address;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** What a screen shows and wants to hear about. */
public sealed interface Topic {

    /** The topic as it is written: {@code Patient/1} or {@code Appointment}. */
    String text();

    /** Whether a change is of this topic. */
    boolean has(Changes.Change change);

    /** All that is about a patient. */
    record OfPatient(String id, long address) implements Topic {
        @Override
        public String text() {
            return "Patient/" + id;
        }

        @Override
        public boolean has(Changes.Change change) {
            return change.patients().contains(address);
        }
    }

    /** All resources of a type. */
    record OfType(String type, int number) implements Topic {
        @Override
        public String text() {
            return type;
        }

        @Override
        public boolean has(Changes.Change change) {
            return change.type() == number || change.type() == 0;
        }
    }

    /**
     * Reads a topic.
     *
     * @throws Failed with {@link Failure.Malformed} when it is none
     */
    static Topic of(String text, Types types) {
        if (text.startsWith("Patient/")) {
            String id = text.substring("Patient/".length());
            return new OfPatient(id, Address.of("Patient", id));
        }
        if (!types.isResourceType(text)) {
            throw new Failed(new Failure.Malformed("value", "on", "There is no such topic."));
        }
        return new OfType(text, types.number(text));
    }
}
