package org.throughline.record.protection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.access.Provision;
import org.throughline.fhir.definitions.Types;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.reference.References;
import org.throughline.fhir.time.TimeRange;
import org.throughline.kernel.Address;
import org.throughline.record.protection.ProtectionRows.Kind;
import org.throughline.record.protection.ProtectionRows.Named;

/**
 * Reads what an active consent of the scope {@code patient-privacy} allows and forbids. The root provision holds as its
 * type says; without one, {@code policyRule} says whether the consent opts out (deny) or in (permit).
 *
 * @see <a href="https://hl7.org/fhir/R4/consent.html">Consent</a>
 */
final class ConsentReader {
    private static final String RESOURCE_TYPES = "http://hl7.org/fhir/resource-types";
    private static final Set<String> SEEING = Set.of("access", "use", "disclose");
    private static final Set<String> NOT_SEEING = Set.of("collect", "correct");
    private static final Set<String> ACTORS =
            Set.of("Practitioner", "PractitionerRole", "Organization", "Patient", "RelatedPerson");
    private static final Set<String> OPTING_OUT = Set.of("OPTOUT", "OPTOUTE", "optout");
    private static final int DEEPEST = 8;

    private final References references;
    private final Types types;
    private final Set<Long> recipients;
    private final List<Named> named = new ArrayList<>();
    private int next;

    private ConsentReader(References references, Types types, Set<Long> recipients) {
        this.references = references;
        this.types = types;
        this.recipients = recipients;
    }

    /** A consent in force, and what it names. */
    record Read(Provision provision, List<Named> named) {}

    /** What the consent says; null when it is none that says who may see the record, or not active. */
    static @Nullable Read read(JsonObject consent, References references, Types types) {
        return read(consent, references, types, Set.of());
    }

    /**
     * The same for a consent that was given elsewhere.
     *
     * @param recipients addresses by which it may name everybody here
     */
    static @Nullable Read read(JsonObject consent, References references, Types types, Set<Long> recipients) {
        if (!"active".equals(consent.text("status")) || !isAboutPrivacy(consent)) {
            return null;
        }
        ConsentReader reader = new ConsentReader(references, types, recipients);
        JsonObject root = Objects.requireNonNullElse(consent.object("provision"), JsonObject.EMPTY);
        String type = root.text("type");
        boolean permit = type == null ? !optsOut(consent) : type.equals("permit");
        Provision provision = reader.provision(root, permit, 0);
        return provision == null ? null : new Read(provision, List.copyOf(reader.named));
    }

    static boolean isAboutPrivacy(JsonObject consent) {
        JsonObject scope = consent.object("scope");
        return scope != null
                && scope.objects("coding").stream().anyMatch(coding -> "patient-privacy".equals(coding.text("code")));
    }

    private static boolean optsOut(JsonObject consent) {
        JsonObject rule = consent.object("policyRule");
        return rule != null
                && rule.objects("coding").stream()
                        .anyMatch(coding -> OPTING_OUT.contains(String.valueOf(coding.text("code"))));
    }

    /** The rule; null when it is about something else than seeing. */
    private @Nullable Provision provision(JsonObject json, boolean permit, int depth) {
        int number = next++;
        Set<String> actions = codes(json, "action");
        if (isAboutGetting(json)) {
            return null;
        }
        boolean tooDeep = depth > DEEPEST; // what stands below is not read, so it may forbid
        boolean unclear =
                json.has("code") || (!actions.isEmpty() && actions.stream().noneMatch(SEEING::contains));
        boolean timed = times(json, "period", number, Kind.IN_FORCE);
        boolean dated = times(json, "dataPeriod", number, Kind.DATES);
        Names actors = names(json.objects("actor"), number, Kind.ACTOR);
        Names resources = names(json.objects("data"), number, Kind.RESOURCE);
        Classes classes = classes(json);
        return new Provision(
                number,
                permit && !tooDeep,
                timed,
                actors == Names.SOME,
                purposes(json),
                classes.types(),
                LabelCodes.of(json.objects("securityLabel")),
                resources == Names.SOME,
                dated,
                unclear || classes.unclear() || actors == Names.UNCLEAR || resources == Names.UNCLEAR,
                tooDeep ? List.of() : nested(json, depth));
    }

    /** Whether a rule is about getting or correcting a record only, and not about who may see it. */
    static boolean isAboutGetting(JsonObject rule) {
        Set<String> actions = codes(rule, "action");
        return !actions.isEmpty() && NOT_SEEING.containsAll(actions);
    }

    /** The rules inside a rule that are about seeing. */
    private List<Provision> nested(JsonObject json, int depth) {
        List<Provision> nested = new ArrayList<>();
        for (JsonObject inner : json.objects("provision")) {
            Provision rule = provision(inner, "permit".equals(inner.text("type")), depth + 1);
            if (rule != null) {
                nested.add(rule);
            }
        }
        return nested;
    }

    /** The resource types that a rule is about; one class that is none makes all of them unclear. */
    private record Classes(Set<String> types, boolean unclear) {}

    private Classes classes(JsonObject json) {
        Set<String> named = new LinkedHashSet<>();
        for (JsonObject coding : json.objects("class")) {
            String code = coding.text("code");
            if (code == null || !RESOURCE_TYPES.equals(coding.text("system")) || !types.isResourceType(code)) {
                return new Classes(Set.of(), true);
            }
            named.add(code);
        }
        return new Classes(named, false);
    }

    private enum Names {
        NONE,
        SOME,
        UNCLEAR
    }

    /** Notes what is named; one thing that cannot be resolved here makes all of it unclear. */
    private Names names(List<JsonObject> holders, int number, Kind kind) {
        List<Named> found = new ArrayList<>();
        for (JsonObject holder : holders) {
            JsonObject reference = holder.object("reference");
            String text = reference == null ? null : reference.text("reference");
            References.Local local = text == null ? null : references.local(text);
            boolean understood = local != null
                    && (kind == Kind.ACTOR ? ACTORS.contains(local.type()) : "instance".equals(holder.text("meaning")));
            if (local == null || !understood) {
                return Names.UNCLEAR;
            }
            long address = Address.of(local.type(), local.id());
            if (kind == Kind.ACTOR && recipients.contains(address)) {
                return Names.NONE; // everybody here, whoever else
            }
            found.add(new Named(number, kind, address, 0, 0));
        }
        named.addAll(found);
        return found.isEmpty() ? Names.NONE : Names.SOME;
    }

    private boolean times(JsonObject json, String element, int number, Kind kind) {
        JsonObject period = json.object(element);
        if (period == null) {
            return false;
        }
        String start = period.text("start");
        String end = period.text("end");
        TimeRange first = start == null ? null : TimeRange.parse(start);
        TimeRange last = end == null ? null : TimeRange.parse(end);
        named.add(new Named(
                number,
                kind,
                0,
                first == null ? Long.MIN_VALUE : first.low(),
                last == null ? Long.MAX_VALUE : last.high()));
        return true;
    }

    private static Set<String> purposes(JsonObject json) {
        Set<String> purposes = new LinkedHashSet<>();
        for (JsonObject coding : json.objects("purpose")) {
            purposes.add(String.valueOf(coding.text("code")));
        }
        return purposes;
    }

    private static Set<String> codes(JsonObject json, String element) {
        Set<String> codes = new LinkedHashSet<>();
        for (JsonObject concept : json.objects(element)) {
            concept.objects("coding").forEach(coding -> codes.add(String.valueOf(coding.text("code"))));
        }
        return codes;
    }
}
