package org.throughline.network.outside;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.param.DateParam;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Subscription;
import org.jspecify.annotations.Nullable;

/** What can be asked of {@link FarServer}: the least that US Core asks of a server. */
final class FarProviders {
    static final List<Class<? extends Resource>> OF_PATIENT = List.of(
            AllergyIntolerance.class,
            Condition.class,
            DiagnosticReport.class,
            DocumentReference.class,
            Encounter.class,
            Immunization.class,
            MedicationRequest.class,
            Procedure.class);

    static final List<Class<? extends Resource>> READ =
            List.of(Practitioner.class, Organization.class, Location.class, Medication.class, Binary.class);

    private FarProviders() {}

    /** Resources of a type that can be read. */
    static class ById implements IResourceProvider {
        final FarServer server;
        final Class<? extends Resource> type;

        ById(FarServer server, Class<? extends Resource> type) {
            this.server = server;
            this.type = type;
        }

        @Override
        public Class<? extends IBaseResource> getResourceType() {
            return type;
        }

        @Read
        public IBaseResource read(@IdParam IdType id) {
            Resource found = server.all(type.getSimpleName()).get(id.getIdPart());
            if (found == null) {
                throw new ResourceNotFoundException(id);
            }
            return found;
        }

        List<IBaseResource> found(Predicate<Resource> wanted) {
            return server.all(type.getSimpleName()).values().stream()
                    .filter(wanted)
                    .map(IBaseResource.class::cast)
                    .toList();
        }

        static boolean isOf(Resource resource, ReferenceParam patient) {
            String json = FhirContext.forR4Cached().newJsonParser().encodeResourceToString(resource);
            return json.contains("\"reference\":\"Patient/" + patient.getIdPart() + "\"");
        }

        static boolean isIn(Resource resource, @Nullable DateRangeParam changed) {
            return changed == null
                    || changed.getLowerBoundAsInstant() == null
                    || !resource.getMeta()
                            .getLastUpdated()
                            .toInstant()
                            .isBefore(changed.getLowerBoundAsInstant().toInstant());
        }
    }

    /** Resources that are found by patient. */
    static final class OfPatient extends ById {
        OfPatient(FarServer server, Class<? extends Resource> type) {
            super(server, type);
        }

        @Search
        public List<IBaseResource> search(
                @RequiredParam(name = "patient") ReferenceParam patient,
                @OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam changed) {
            return found(each -> isOf(each, patient) && isIn(each, changed));
        }
    }

    /** Observations are found by patient and category only. */
    static final class Observations extends ById {
        Observations(FarServer server) {
            super(server, Observation.class);
        }

        @Search
        public List<IBaseResource> search(
                @RequiredParam(name = "patient") ReferenceParam patient,
                @RequiredParam(name = "category") TokenParam category,
                @OptionalParam(name = "_lastUpdated") @Nullable DateRangeParam changed) {
            return found(each -> isOf(each, patient)
                    && isIn(each, changed)
                    && ((Observation) each)
                            .getCategory().stream()
                                    .flatMap(concept -> concept.getCoding().stream())
                                    .anyMatch(coding -> coding.getCode().equals(category.getValue())));
        }
    }

    /** Patients are found by a number, or by name and birth date. */
    static final class Patients extends ById {
        Patients(FarServer server) {
            super(server, Patient.class);
        }

        @Search
        public List<IBaseResource> byIdentifier(@RequiredParam(name = "identifier") TokenParam identifier) {
            return found(each -> ((Patient) each)
                    .getIdentifier().stream()
                            .anyMatch(known -> String.valueOf(known.getSystem()).equals(identifier.getSystem())
                                    && known.getValue().equals(identifier.getValue())));
        }

        @Search
        public List<IBaseResource> byName(
                @RequiredParam(name = "name") StringParam name, @RequiredParam(name = "birthdate") DateParam born) {
            return found(each ->
                    ((Patient) each).getBirthDateElement().getValueAsString().equals(born.getValueAsString())
                            && ((Patient) each)
                                    .getName().stream()
                                            .anyMatch(known -> known.getFamily().equalsIgnoreCase(name.getValue())));
        }
    }

    /** Subscriptions are kept, and those that keep them are told by the test. */
    static final class Subscriptions extends ById {
        Subscriptions(FarServer server) {
            super(server, Subscription.class);
        }

        @Create
        public MethodOutcome create(@ResourceParam Subscription subscription) {
            subscription.setId(UUID.randomUUID().toString());
            subscription.setStatus(Subscription.SubscriptionStatus.ACTIVE);
            server.put(subscription);
            return new MethodOutcome(subscription.getIdElement(), true).setResource(subscription);
        }

        @Delete
        public MethodOutcome delete(@IdParam IdType id) {
            server.remove("Subscription", id.getIdPart());
            return new MethodOutcome();
        }
    }
}
