package org.throughline.care.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.care.Parts;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;

/**
 * Reads who is in care teams. Pure.
 *
 * @param references reads references to resources here
 * @param people those whom the teams refer to and who are here, by their references, or by where others hold them
 * @param today as FHIR writes a day: who was in a team until an earlier one is in it no more
 */
record TeamReader(References references, Map<String, JsonObject> people, String today) {
    private static final String PHONE = "phone";

    /** Whom teams refer to. */
    static Stream<String> members(List<JsonObject> teams) {
        return teams.stream()
                .flatMap(each -> each.objects("participant").stream())
                .map(each -> Parts.text(each.object("member"), "reference"))
                .filter(each -> !each.isEmpty());
    }

    /** Who is in these teams now, each person once, in the order of the teams. */
    List<Teammate> read(List<JsonObject> teams) {
        List<Teammate> all = new ArrayList<>();
        for (JsonObject team : teams) {
            Holder holder = Holder.of(team);
            for (JsonObject participant : team.objects("participant")) {
                if (isNow(participant)) {
                    all.add(teammate(
                            participant, new Teammate.Place(Parts.text(team, "id"), holder, end(participant))));
                }
            }
        }
        return Teammate.folded(all);
    }

    private boolean isNow(JsonObject participant) {
        String end = end(participant);
        return participant.object("member") != null
                && (end.isEmpty() || end.compareTo(today.substring(0, Math.min(today.length(), end.length()))) >= 0);
    }

    private static String end(JsonObject participant) {
        return Parts.text(participant.object("period"), "end");
    }

    private Teammate teammate(JsonObject participant, Teammate.Place place) {
        JsonObject member = Objects.requireNonNull(participant.object("member"));
        String reference = Parts.text(member, "reference");
        References.Local local = references.local(reference);
        JsonObject person =
                people.getOrDefault(local == null ? reference : local.type() + "/" + local.id(), JsonObject.EMPTY);
        String display = Parts.text(member, "display");
        String worksFor = Parts.text(participant.object("onBehalfOf"), "display");
        // Somebody of ours in a team of another organization stays somebody of ours.
        Holder home = local == null || person.size() == 0 ? place.holder() : Holder.of(person);
        return new Teammate(
                display.isEmpty() ? name(person) : display,
                participant.objects("role").stream()
                        .map(Parts::words)
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .toList(),
                isOfOurs(local, person) ? "" : worksFor.isEmpty() ? home.name() : worksFor,
                means(person),
                address(reference, local, person),
                end(participant),
                keys(member, local, person, place),
                List.of(place));
    }

    private static boolean isOfOurs(References.@Nullable Local local, JsonObject person) {
        return local != null && person.size() > 0 && Holder.of(person).isUs();
    }

    private Set<String> keys(
            JsonObject member, References.@Nullable Local local, JsonObject person, Teammate.Place place) {
        Set<String> keys = new TreeSet<>();
        String address = address(Parts.text(member, "reference"), local, person);
        if (!address.isEmpty()) {
            keys.add(address);
        }
        Stream.concat(Stream.ofNullable(member.object("identifier")), person.objects("identifier").stream())
                .filter(each -> Teammate.NPI.equals(each.text("system")))
                .map(each -> Parts.text(each, "value"))
                .filter(each -> !each.isEmpty())
                .forEach(each -> keys.add(Teammate.NPI + "|" + each));
        if (keys.isEmpty()) {
            // Whoever is known by a name only is told apart within the organization that names them.
            keys.add(place.holder().origin() + "/" + Parts.text(member, "display"));
        }
        return keys;
    }

    /** Where the resource is held that says who it is. */
    private String address(String reference, References.@Nullable Local local, JsonObject person) {
        if (local == null) {
            return reference;
        }
        String source = Parts.text(person.object("meta"), "source");
        return Holder.of(person).isUs() || source.isEmpty()
                ? references.base() + "/" + local.type() + "/" + local.id()
                : source;
    }

    private static String means(JsonObject person) {
        List<JsonObject> all = person.objects("telecom").stream()
                .filter(each -> !"old".equals(each.text("use"))
                        && !Parts.text(each, "value").isEmpty())
                .toList();
        return Stream.concat(
                        all.stream().filter(each -> PHONE.equals(each.text("system"))),
                        all.stream().filter(each -> "email".equals(each.text("system"))))
                .map(each -> Parts.text(each, "value"))
                .findFirst()
                .orElse("");
    }

    private static String name(JsonObject person) {
        JsonObject first = person.objects("name").stream().findFirst().orElse(JsonObject.EMPTY);
        String text = Parts.text(first, "text");
        String family = Parts.text(first, "family");
        return !text.isEmpty() ? text : family.isEmpty() ? "Somebody without a name" : family;
    }
}
