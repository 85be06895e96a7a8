package org.throughline.network.link;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.throughline.access.Caller;
import org.throughline.access.Rights;
import org.throughline.care.Parts;
import org.throughline.care.registration.Matching;
import org.throughline.care.registration.Matching.Known;
import org.throughline.database.Database;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Failed;
import org.throughline.network.peer.Peer;

/**
 * Who of ours somebody is whom a member sends something about: known by a link, or certainly the same by comparison.
 *
 * @param looks whether somebody here looks before a patient of another organization is taken for one of ours
 */
public record Recognition(Database database, Matching matching, BooleanSupplier looks) {
    private static final Caller PRODUCT = new Caller("recognition", "Who it is", Rights.EVERYTHING);

    /**
     * The id of our Patient; empty when nobody is certainly the same.
     *
     * @param person the Patient there, with its id there
     */
    public Optional<String> patient(Peer from, JsonObject person) {
        String theirs = Parts.text(person, "id");
        Optional<String> linked = database.read(connection -> Links.ofTheirs(connection, from.number(), theirs))
                .map(Link::patient);
        if (linked.isPresent() || looks.getAsBoolean()) {
            return linked;
        }
        try {
            return matching.known(PRODUCT, person.without("id")) instanceof Known.Certain(String patient)
                    ? Optional.of(patient)
                    : Optional.empty();
        } catch (Failed e) {
            return Optional.empty(); // too little is said to look for anybody
        }
    }
}
