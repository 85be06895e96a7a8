package org.throughline.terminology.sig;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a typed dosage: nothing in between, nothing guessed. */
public sealed interface Reading {

    /**
     * All of it was understood.
     *
     * @param sig what it means; not {@link Sig#structured()} for a dosage that is told in words only
     * @param arithmetic how a dose by weight was worked out, for people to check; null when none was
     */
    record Understood(Sig sig, @Nullable String arithmetic) implements Reading {}

    /**
     * It was not understood.
     *
     * @param word the part of what was typed that says nothing, or may say several things; empty when something is missing
     * @param why what is the matter, to be shown to who types: {@code how often?}
     * @param choices what may be meant, in words that are read as that alone; empty when there is nothing to offer
     */
    record Unclear(String word, String why, List<String> choices) implements Reading {
        public Unclear {
            choices = List.copyOf(choices);
        }
    }
}
