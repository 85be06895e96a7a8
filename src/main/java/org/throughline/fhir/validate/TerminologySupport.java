package org.throughline.fhir.validate;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.ConceptValidationOptions;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.CodeSystem;
import org.throughline.fhir.definitions.Concept;
import org.throughline.fhir.definitions.Expansion;
import org.throughline.fhir.definitions.Membership;
import org.throughline.fhir.definitions.Terminology;
import org.throughline.fhir.definitions.TerminologyJson;
import org.throughline.fhir.definitions.ValueSet;
import org.throughline.fhir.json.JsonReader;

/**
 * Answers what HAPI's validator asks about codes, by the code systems and value sets that are loaded. What cannot be
 * decided, because something is not loaded, is a warning that says so, never an error.
 */
final class TerminologySupport implements IValidationSupport {
    private final FhirContext fhir;
    private final Terminology terminology;
    private final Map<String, SoftReference<Expansion>> expansions = new ConcurrentHashMap<>();

    TerminologySupport(FhirContext fhir, Terminology terminology) {
        this.fhir = fhir;
        this.terminology = terminology;
    }

    @Override
    public FhirContext getFhirContext() {
        return fhir;
    }

    /** Any, for of any system it can be said whether it is loaded. */
    @Override
    public boolean isCodeSystemSupported(ValidationSupportContext context, @Nullable String system) {
        return system != null && !system.isBlank();
    }

    @Override
    public boolean isValueSetSupported(ValidationSupportContext context, @Nullable String url) {
        return url != null && terminology.valueSet(url) != null;
    }

    @Override
    public @Nullable CodeValidationResult validateCode(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            @Nullable String system,
            @Nullable String code,
            @Nullable String display,
            @Nullable String valueSetUrl) {
        if (code == null || code.isBlank()) {
            return null;
        }
        if (valueSetUrl == null || valueSetUrl.isBlank()) {
            return system == null ? null : inSystem(system, code);
        }
        ValueSet valueSet = terminology.valueSet(valueSetUrl);
        return valueSet == null
                ? unknown(code, "The value set " + valueSetUrl + " is not loaded here.")
                : inValueSet(valueSet, system, code);
    }

    @Override
    public @Nullable CodeValidationResult validateCodeInValueSet(
            ValidationSupportContext context,
            ConceptValidationOptions options,
            @Nullable String system,
            @Nullable String code,
            @Nullable String display,
            IBaseResource resource) {
        if (code == null || code.isBlank()) {
            return null;
        }
        String json = fhir.newJsonParser().encodeResourceToString(resource);
        ValueSet given = TerminologyJson.valueSet(JsonReader.readObject(json.getBytes(StandardCharsets.UTF_8)));
        ValueSet known = given.url().isEmpty() ? null : terminology.valueSet(given.url());
        return inValueSet(known == null ? given : known, system, code);
    }

    private Expansion expansion(ValueSet valueSet) {
        SoftReference<Expansion> last = expansions.get(valueSet.url());
        Expansion made = last == null ? null : last.get();
        if (made == null) {
            made = terminology.expand(valueSet);
            expansions.put(valueSet.url(), new SoftReference<>(made));
        }
        return made;
    }

    private CodeValidationResult inSystem(String system, String code) {
        CodeSystem known = terminology.codeSystem(system);
        Concept concept = known == null ? null : known.concept(code);
        if (concept != null) {
            return valid(code, concept.display());
        }
        return known != null && known.header().complete()
                ? wrong("There is no code '" + code + "' in " + system + ".")
                : unknown(code, "The code '" + code + "' cannot be checked: " + system + " is not loaded here.");
    }

    private CodeValidationResult inValueSet(ValueSet valueSet, @Nullable String system, String code) {
        Membership membership = system == null || system.isBlank()
                ? inSomeSystem(valueSet, code)
                : terminology.membership(valueSet, system, code);
        if (Boolean.TRUE.equals(membership.is())) {
            return valid(code, membership.display());
        }
        return Boolean.FALSE.equals(membership.is())
                ? wrong("The code '" + code + "' is not in the value set " + valueSet.url() + ".")
                : unknown(
                        code,
                        "Whether '" + code + "' is in the value set " + valueSet.url()
                                + " cannot be told; this is not loaded here: "
                                + String.join(", ", membership.missing()) + ".");
    }

    /** Of a code whose system is told by the element alone. */
    private Membership inSomeSystem(ValueSet valueSet, String code) {
        Expansion expansion = expansion(valueSet);
        return expansion.codes().stream()
                .filter(coded -> coded.code().equals(code))
                .findFirst()
                .map(coded -> new Membership(true, coded.display(), expansion.missing()))
                .orElseGet(
                        () -> new Membership(expansion.missing().isEmpty() ? false : null, null, expansion.missing()));
    }

    private static CodeValidationResult valid(String code, @Nullable String display) {
        return new CodeValidationResult().setCode(code).setDisplay(display);
    }

    private static CodeValidationResult wrong(String message) {
        return new CodeValidationResult().setSeverity(IssueSeverity.ERROR).setMessage(message);
    }

    private static CodeValidationResult unknown(String code, String message) {
        return new CodeValidationResult()
                .setCode(code)
                .setSeverity(IssueSeverity.WARNING)
                .setMessage(message);
    }
}
