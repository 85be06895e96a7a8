package org.throughline.events.subscription;

import org.jspecify.annotations.Nullable;
import org.throughline.fhir.json.JsonObject;

/**
 * What one can be told about.
 *
 * @see <a href="http://hl7.org/fhir/uv/subscriptions-backport/STU1.1/components.html#subscription-topics">Topics</a>
 */
sealed interface Topic {
    /** The address by which subscriptions name it. */
    String canonical();

    /** What it is about, in a few words. */
    String title();

    /** Anything in the records of the patients whom the filter names. */
    record OfPatients(String canonical, String title) implements Topic {}

    /** Anything of the type that the filter names. */
    record OfAnyType(String canonical, String title) implements Topic {}

    /** Something that happened to a resource of a type. */
    record OfType(String canonical, String title, String type, Occurrence occurrence) implements Topic {}

    /** What another room finds. */
    record Elsewhere(TopicSource source) implements Topic {
        @Override
        public String canonical() {
            return source.canonical();
        }

        @Override
        public String title() {
            return source.title();
        }
    }

    /** Tells by a version and the one before whether something happened. */
    @FunctionalInterface
    interface Occurrence {
        /**
         * Whether it happened.
         *
         * @param before null when there was none, or it was deleted
         */
        boolean in(JsonObject now, @Nullable JsonObject before);
    }
}
