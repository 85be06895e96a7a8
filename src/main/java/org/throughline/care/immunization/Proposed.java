package org.throughline.care.immunization;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;

/**
 * A vaccine that is about to be given.
 *
 * @param id by which its findings are told apart
 * @param live whether it is a live one, by our catalogue
 * @param lot the state of the stock's lot that it is taken from; null for none
 */
record Proposed(
        String id,
        String name,
        String cvx,
        String mvx,
        boolean live,
        @Nullable LocalDate expiry,
        Lot.@Nullable State lot) {

    /** What an Immunization is about to give. */
    static Proposed of(JsonObject resource, boolean live, Optional<Lot.State> lot) {
        Dose dose = DoseReader.read(resource);
        return new Proposed(
                Parts.text(resource, "id"),
                dose.vaccine(),
                dose.cvx(),
                dose.mvx(),
                live,
                HistoryReader.expiry(dose.expiry()),
                lot.orElse(null));
    }
}
