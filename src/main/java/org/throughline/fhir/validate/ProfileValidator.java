package org.throughline.fhir.validate;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.jspecify.annotations.Nullable;
import org.throughline.kernel.Issue;

/**
 * Validation against profiles with all their invariants, by HAPI FHIR's validator. It takes seconds and much memory to
 * set up, so that waits for the first use; {@link StructureValidator} is what every write passes.
 *
 * @see <a href="https://hl7.org/fhir/R4/validation.html">Validation</a>
 */
public final class ProfileValidator {
    private final Supplier<FhirContext> context;
    private @Nullable Loaded loaded;

    public ProfileValidator(Supplier<FhirContext> context) {
        this.context = context;
    }

    /**
     * What was found.
     *
     * @param severity of FHIR's issue-severity: {@code fatal}, {@code error}, {@code warning}, {@code information}
     */
    public record Finding(String severity, Issue issue) {}

    private record Loaded(IValidationSupport support, FhirValidator validator) {}

    /**
     * Validates a resource whose structure is sound.
     *
     * @param json the resource, UTF-8
     * @param profile the canonical address of a profile to hold it to as well; null for none. One that is not held is
     *     reported as not loaded.
     */
    public List<Finding> validate(byte[] json, @Nullable String profile) {
        Loaded ready = load();
        if (profile != null && ready.support().fetchStructureDefinition(profile) == null) {
            return List.of(new Finding(
                    "warning", new Issue("not-found", "", "The profile " + profile + " is not loaded here.")));
        }
        ValidationOptions options = new ValidationOptions().addProfileIfNotBlank(profile);
        return ready
                .validator()
                .validateWithResult(new String(json, StandardCharsets.UTF_8), options)
                .getMessages()
                .stream()
                .map(ProfileValidator::finding)
                .toList();
    }

    private static Finding finding(SingleValidationMessage message) {
        String severity = message.getSeverity() == null
                ? "information"
                : message.getSeverity().name();
        return new Finding(
                severity.toLowerCase(Locale.ROOT),
                new Issue(
                        "processing",
                        Objects.requireNonNullElse(message.getLocationString(), ""),
                        Objects.requireNonNullElse(message.getMessage(), "")));
    }

    private synchronized Loaded load() {
        Loaded ready = loaded;
        if (ready == null) {
            FhirContext fhir = context.get();
            IValidationSupport support = new ValidationSupportChain(
                    new DefaultProfileValidationSupport(fhir),
                    new CommonCodeSystemsTerminologyService(fhir),
                    new InMemoryTerminologyServerValidationSupport(fhir),
                    new SnapshotGeneratingValidationSupport(fhir));
            FhirInstanceValidator rules = new FhirInstanceValidator(support);
            rules.setAnyExtensionsAllowed(true);
            ready = new Loaded(support, fhir.newValidator().registerValidatorModule(rules));
            loaded = ready;
        }
        return ready;
    }
}
