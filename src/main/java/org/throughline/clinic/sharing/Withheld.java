package org.throughline.clinic.sharing;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.access.Sensitivity;
import org.throughline.access.place.Rule;
import org.throughline.network.link.Permissions.Permitted;
import org.throughline.network.peer.Peer;
import org.throughline.privacy.place.PlaceLaw;
import org.throughline.ui.SensitivityWords;
import org.throughline.ui.Visit;

/**
 * A kind of sensitive information that the law of either place lets go to a member only by a consent that names it.
 *
 * @param code of the kind
 * @param kind in words
 * @param words what the law says
 * @param citation of the law; for a rule of the site who set it
 * @param source where it was read; empty for a rule of the site
 * @param named whether a consent names it
 * @param opens whether a consent opens it: what is kept apart from the record is never given with it
 */
public record Withheld(
        String code, String kind, String words, String citation, String source, boolean named, boolean opens) {

    /** Those towards a member, given what the patient permits it. */
    static List<Withheld> of(PlaceLaw law, Peer peer, Collection<Permitted> permitted) {
        Set<String> named =
                permitted.stream().flatMap(each -> each.kinds().stream()).collect(Collectors.toSet());
        return law.towards(peer.organization(), "").consents().entrySet().stream()
                .map(each -> of(each.getKey(), each.getValue(), named.contains(each.getKey())))
                .toList();
    }

    private static Withheld of(String code, Rule rule, boolean named) {
        return new Withheld(
                code,
                words(code),
                rule.words(),
                rule.citation(),
                rule.url(),
                named,
                Sensitivity.OF_TREATMENT.contains(code));
    }

    /** A kind, in words; as it is written for one that is not known here. */
    static String words(String code) {
        return Arrays.stream(Sensitivity.values())
                .filter(each -> each.name().equals(code))
                .map(SensitivityWords::of)
                .findFirst()
                .orElse(code);
    }

    /** Kinds in words, for a line. */
    static String words(Collection<String> codes) {
        return codes.stream().sorted().map(Withheld::words).collect(Collectors.joining(", "));
    }

    /** Those that are ticked in a form. */
    static Set<String> ticked(Visit visit) {
        return Sensitivity.OF_TREATMENT.stream()
                .filter(each -> visit.form().value("names-" + each).equals("yes"))
                .collect(Collectors.toSet());
    }
}
