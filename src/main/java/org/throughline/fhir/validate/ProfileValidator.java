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
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.DefinitionSource;
import org.throughline.fhir.definitions.R4;
import org.throughline.kernel.Issue;

/**
 * Validation against profiles with all their invariants, by HAPI FHIR's validator. It takes seconds and much memory to
 * set up, so that waits for the first use; {@link StructureValidator} is what every write passes.
 *
 * @see <a href="https://hl7.org/fhir/R4/validation.html">Validation</a>
 */
public final class ProfileValidator {
    private static final String NOT_LOADED = "A profile is not loaded here, so nothing was held to it: ";

    private final Supplier<FhirContext> context;
    private final Supplier<? extends DefinitionSource> source;
    // Each validation takes a processor and much memory for its time.
    private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors());
    private @Nullable Loaded loaded;

    /** @param source what is loaded now; while it stays the same object, what was made of it is kept */
    public ProfileValidator(Supplier<FhirContext> context, Supplier<? extends DefinitionSource> source) {
        this.context = context;
        this.source = source;
    }

    /**
     * What was found.
     *
     * @param severity of FHIR's issue-severity: {@code fatal}, {@code error}, {@code warning}, {@code information}
     */
    public record Finding(String severity, Issue issue) {}

    /** @param own R4's definitions as HAPI brings them */
    private record Loaded(
            DefinitionSource source, IValidationSupport own, IValidationSupport support, FhirValidator validator) {}

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
        places.acquireUninterruptibly();
        try {
            return ready
                    .validator()
                    .validateWithResult(new String(json, StandardCharsets.UTF_8), options)
                    .getMessages()
                    .stream()
                    .map(ProfileValidator::finding)
                    .toList();
        } finally {
            places.release();
        }
    }

    private static Finding finding(SingleValidationMessage message) {
        String element =
                Objects.requireNonNullElse(message.getLocationString(), "").replaceAll("/\\*.*?\\*/", "");
        String text = Objects.requireNonNullElse(message.getMessage(), "");
        String id = Objects.requireNonNullElse(message.getMessageId(), "");
        if (id.toUpperCase(Locale.ROOT).startsWith("VALIDATION_VAL_PROFILE_UNKNOWN")
                || text.startsWith("Invalid profile. Failed to retrieve")) {
            return new Finding("warning", new Issue("not-found", element, NOT_LOADED + text));
        }
        String severity = message.getSeverity() == null
                ? "information"
                : message.getSeverity().name();
        return new Finding(severity.toLowerCase(Locale.ROOT), new Issue("processing", element, text));
    }

    private synchronized Loaded load() {
        Loaded ready = loaded;
        DefinitionSource now = source.get();
        if (ready == null || !ready.source().equals(now)) {
            FhirContext fhir = context.get();
            IValidationSupport own = ready == null ? new DefaultProfileValidationSupport(fhir) : ready.own();
            IValidationSupport support = new ValidationSupportChain(
                    own,
                    new LoadedSupport(fhir, now),
                    new CommonCodeSystemsTerminologyService(fhir),
                    new TerminologySupport(fhir, R4.terminology().backedBy(now)),
                    new SnapshotGeneratingValidationSupport(fhir));
            FhirInstanceValidator rules = new FhirInstanceValidator(support);
            rules.setAnyExtensionsAllowed(true);
            ready = new Loaded(now, own, support, fhir.newValidator().registerValidatorModule(rules));
            loaded = ready;
        }
        return ready;
    }
}
