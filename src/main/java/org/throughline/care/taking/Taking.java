package org.throughline.care.taking;

import org.jspecify.annotations.Nullable;
import org.throughline.care.entry.Concept;
import org.throughline.care.medication.Origin;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.sig.Sig;

/**
 * A drug that a patient takes without an order of ours, as it was typed and understood.
 *
 * @param product null for one that is only words
 * @param sig null when nobody says how it is taken
 */
public record Taking(
        Concept what, @Nullable Product product, @Nullable Sig sig, Origin origin) {}
