package org.throughline.record;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.fhir.json.JsonObject;
import org.throughline.kernel.Address;

/**
 * What another organization holds about a patient of ours, as it is kept here.
 *
 * @param type the resource's type
 * @param id its id here, which no resource of ours and no copy of another origin has
 * @param version of two versions, the later one has the higher number
 * @param updated when it was changed there
 * @param resource as it is to be returned: with that id, {@code meta} as it is there and {@code meta.source} the address
 *     where it is held
 */
public record Copy(String type, String id, int version, Instant updated, JsonObject resource) {

    /** Where it lies in the store. */
    public long address() {
        return Address.of(type, id);
    }

    /** The system of the tags that say who holds a copy; nothing of ours has one. */
    public static final String HOLDER = "urn:throughline:holder";

    /** The tag that says who holds it, for whoever reads the copy. */
    public static JsonObject tag(int origin, String holder) {
        return JsonObject.builder()
                .add("system", HOLDER)
                .add("code", Integer.toString(origin))
                .add("display", holder)
                .build();
    }

    /** Who holds a resource; empty for our own. */
    public static Optional<String> holder(JsonObject resource) {
        JsonObject meta = resource.object("meta");
        return meta == null
                ? Optional.empty()
                : meta.objects("tag").stream()
                        .filter(tag -> HOLDER.equals(tag.text("system")))
                        .map(tag -> String.valueOf(tag.text("display")))
                        .findFirst();
    }

    /**
     * Where copies come from.
     *
     * @param number which stands for the organization; above 0, never used for another
     */
    public record Origin(int number) {
        /** Ids of ours never begin so: they are UUIDs, or what an import says. */
        private static final Pattern ID = Pattern.compile("x([1-9][0-9]{0,4})-[0-9a-f]+");

        /** Where a copy with this id comes from; empty for what is ours. */
        public static Optional<Origin> of(String id) {
            Matcher matcher = ID.matcher(id);
            return matcher.matches() && Integer.parseInt(matcher.group(1)) <= Short.MAX_VALUE
                    ? Optional.of(new Origin(Integer.parseInt(matcher.group(1))))
                    : Optional.empty();
        }

        /** The id of a copy that comes from here. */
        public String id(String digest) {
            return "x" + number + "-" + digest;
        }

        public Origin {
            if (number <= 0 || number > Short.MAX_VALUE) {
                throw new IllegalArgumentException("The number of an origin is from 1 to " + Short.MAX_VALUE);
            }
        }
    }
}
