package org.throughline.login.role;

import static org.throughline.access.Duty.ACCOUNTS;
import static org.throughline.access.Duty.APPS;
import static org.throughline.access.Duty.BREAK_GLASS;
import static org.throughline.access.Duty.CHART;
import static org.throughline.access.Duty.DISPENSE;
import static org.throughline.access.Duty.PRACTICE;
import static org.throughline.access.Duty.PRESCRIBE;
import static org.throughline.access.Duty.PRIVACY;
import static org.throughline.access.Duty.READ_IMAGES;
import static org.throughline.access.Duty.ROLES;
import static org.throughline.access.Duty.RULES;
import static org.throughline.access.Duty.SCHEDULE;
import static org.throughline.access.Duty.SETTINGS;
import static org.throughline.access.Duty.TEMPLATES;
import static org.throughline.access.Duty.TRANSCRIBE;
import static org.throughline.login.role.TypeGroup.CARE;
import static org.throughline.login.role.TypeGroup.CONSENTS;
import static org.throughline.login.role.TypeGroup.COVERAGE;
import static org.throughline.login.role.TypeGroup.DEFINITIONS;
import static org.throughline.login.role.TypeGroup.DEVICES;
import static org.throughline.login.role.TypeGroup.DIRECTORY;
import static org.throughline.login.role.TypeGroup.IMAGES;
import static org.throughline.login.role.TypeGroup.IMMUNIZATIONS;
import static org.throughline.login.role.TypeGroup.MEDICATIONS;
import static org.throughline.login.role.TypeGroup.MONEY;
import static org.throughline.login.role.TypeGroup.NOTES;
import static org.throughline.login.role.TypeGroup.ORDERS;
import static org.throughline.login.role.TypeGroup.PEOPLE;
import static org.throughline.login.role.TypeGroup.RESULTS;
import static org.throughline.login.role.TypeGroup.SCHEDULING;
import static org.throughline.login.role.TypeGroup.SUMMARY;
import static org.throughline.login.role.TypeGroup.TRAIL;
import static org.throughline.login.role.TypeGroup.VISITS;
import static org.throughline.login.role.TypeGroup.WORK;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.throughline.access.Duty;
import org.throughline.access.Filter;
import org.throughline.access.Interaction;
import org.throughline.access.Purpose;
import org.throughline.access.Sensitivity;
import org.throughline.login.account.AccountKind;

/**
 * The roles that an installation begins with. Nobody deletes: what was wrong is marked as entered in error. Who treats
 * reaches those whom they treat, and opens other charts only by breaking the glass; who does not treat sees nothing
 * clinical beyond what the task needs.
 */
final class StandardRoles {
    private static final String SEE = "rs";
    private static final String WRITE = "crus";

    /** The tag of what came to the pharmacy at which a role is held. */
    private static final String OF_SITE = "urn:throughline:pharmacy|" + Permission.SITE;

    /** SNOMED CT's imaging, the category of its orders and examinations. */
    private static final String IMAGING = "363679005";

    /** The categories of its reports. */
    private static final String IMAGING_REPORTS = "LP29684-5,RAD,RX,CT,NMR,OUS,NMS,VUS,CUS";

    /** All that is written about a patient's health. */
    private static final TypeGroup[] CLINICAL = {
        VISITS, SUMMARY, MEDICATIONS, IMMUNIZATIONS, RESULTS, IMAGES, NOTES, ORDERS, CARE, DEVICES, CONSENTS, WORK
    };

    /** The record of a patient without the practice's own work on it: what other organizations may be given. */
    private static final TypeGroup[] CLINICAL_OF_RECORD = {
        VISITS, SUMMARY, MEDICATIONS, IMMUNIZATIONS, RESULTS, IMAGES, NOTES, ORDERS, CARE, DEVICES
    };

    /** What everybody needs who works in the practice. */
    private static final List<Permission> BASICS = List.of(
            everyones(SEE, DIRECTORY, DEFINITIONS),
            everyones(WRITE, Set.of("Task")),
            everyones(WRITE, Set.of("Communication"), "category", "staff-message"));

    /** The practice's lots of vaccines, which are nobody's in particular. */
    private static final Permission VACCINE_STOCK = everyones(WRITE, Set.of("Substance"));

    /** What patients ask to have corrected, and what they say against a denial. */
    private static final String CORRECTIONS = "medRecCxReq,medRecCxDenialDisagree";

    /** What patients, and who acts for them, see: the record, and of the practice's work on it what is theirs. */
    private static final List<Permission> OWN_RECORD = List.of(
            own(
                    SEE,
                    VISITS,
                    SUMMARY,
                    MEDICATIONS,
                    IMMUNIZATIONS,
                    RESULTS,
                    IMAGES,
                    NOTES,
                    ORDERS,
                    CARE,
                    DEVICES,
                    CONSENTS),
            own(SEE, Set.of("Communication"), "category", "question-about-access,result-letter"),
            own(
                    SEE,
                    Set.of("Communication", "CommunicationRequest"),
                    "recipient",
                    Permission.PATIENT + "," + Permission.SELF),
            own(SEE, Set.of("Communication"), "sender", Permission.SELF),
            own(SEE, Set.of("Task"), "code", CORRECTIONS),
            own(SEE, Set.of("Task"), "owner", Permission.PATIENT + "," + Permission.SELF));

    /** Emergencies and stays: who asks at the desk for somebody is told where they are. */
    private static final String STAYS = "ACUTE,EMER,IMP,NONAC,OBSENC,SS";

    static final List<Role> ALL = List.of(
                    staff("front-desk", "Front desk", Purpose.HOPERAT)
                            .may(everyones(WRITE, PEOPLE, SCHEDULING, COVERAGE, WORK))
                            .may(everyones(WRITE, Set.of("Encounter"), "class", "AMB"))
                            .may(everyones(SEE, Set.of("Encounter"), "class", STAYS))
                            .may(everyones(WRITE, Set.of("Organization"), "type", "333600000X"))
                            .on(CHART, SCHEDULE),
                    clinician("nurse", "Nurse").on(CHART, SCHEDULE, BREAK_GLASS, TRANSCRIBE),
                    prescriber("physician", "Physician"),
                    prescriber("nurse-practitioner", "Nurse practitioner"),
                    prescriber("specialist", "Specialist"),
                    prescriber("dentist", "Dentist"),
                    prescriber("surgeon", "Surgeon"),
                    prescriber("radiologist", "Radiologist")
                            .may(everyones("rus", Set.of("ServiceRequest"), "category", IMAGING))
                            .may(everyones(SEE, Set.of("Procedure"), "category", IMAGING))
                            .may(everyones(SEE, Set.of("DiagnosticReport"), "category", IMAGING_REPORTS))
                            .may(everyones(SEE, IMAGES))
                            .on(CHART, SCHEDULE, BREAK_GLASS, PRESCRIBE, READ_IMAGES),
                    staff("imaging", "Imaging", Purpose.TREAT)
                            .may(everyones(SEE, PEOPLE, SCHEDULING))
                            .may(everyones("rus", Set.of("ServiceRequest"), "category", IMAGING))
                            .may(everyones(WRITE, Set.of("Procedure"), "category", IMAGING))
                            .may(everyones(SEE, Set.of("DiagnosticReport"), "category", IMAGING_REPORTS))
                            .may(everyones(WRITE, IMAGES))
                            .may(everyones(SEE, Set.of("AllergyIntolerance", "Condition", "Device")))
                            .may(everyones(
                                    SEE, Set.of("Observation"), "category", "laboratory,vital-signs,social-history"))
                            .cleared(Sensitivity.OF_TREATMENT)
                            .on(CHART),
                    staff("lab", "Laboratory", Purpose.TREAT)
                            .may(everyones(SEE, PEOPLE, SCHEDULING))
                            .may(everyones(WRITE, Set.of("Specimen")))
                            .may(everyones("rus", Set.of("ServiceRequest"), "category", "108252007"))
                            .may(everyones(WRITE, Set.of("Observation"), "category", "laboratory"))
                            .may(everyones(WRITE, Set.of("DiagnosticReport"), "category", "LAB"))
                            .may(everyones("crs", Set.of("Binary", "Provenance")))
                            .cleared(Sensitivity.OF_TREATMENT)
                            .on(CHART),
                    staff("pharmacy", "Pharmacy", Purpose.TREAT)
                            .may(everyones(SEE, PEOPLE, SCHEDULING))
                            .may(everyones("rus", Set.of("MedicationRequest")))
                            .may(everyones(WRITE, Set.of("Medication", "MedicationDispense", "MedicationStatement")))
                            .may(everyones(SEE, Set.of("AllergyIntolerance", "Condition", "DetectedIssue")))
                            .may(everyones(SEE, Set.of("Observation"), "category", "laboratory,vital-signs"))
                            .cleared(Sensitivity.OF_TREATMENT)
                            .on(CHART),
                    new Draft("pharmacist", "Pharmacist at a pharmacy", AccountKind.STAFF, Purpose.TREAT)
                            .may(everyones(SEE, DIRECTORY))
                            .may(everyones(WRITE, Set.of("MedicationRequest", "MedicationDispense"), "_tag", OF_SITE))
                            .on(DISPENSE),
                    staff("billing", "Billing", Purpose.HPAYMT)
                            .may(everyones("rus", PEOPLE))
                            .may(everyones(SEE, SCHEDULING))
                            .may(everyones(WRITE, COVERAGE, MONEY))
                            .may(everyones(SEE, Set.of("Encounter", "Condition", "Procedure", "ServiceRequest")))
                            .on(CHART),
                    staff("practice-manager", "Practice manager", Purpose.HOPERAT)
                            .may(everyones(SEE, PEOPLE))
                            .may(everyones(WRITE, DIRECTORY, SCHEDULING, DEFINITIONS))
                            .may(everyones(WRITE, Set.of("RelatedPerson")))
                            .may(everyones(WRITE, Set.of("ChargeItemDefinition")))
                            .may(VACCINE_STOCK)
                            .on(SCHEDULE, PRACTICE, ACCOUNTS, ROLES, APPS, TEMPLATES, SETTINGS),
                    staff("template-maker", "Makes templates", Purpose.HOPERAT)
                            .may(everyones(WRITE, Set.of("Questionnaire", "ChargeItemDefinition")))
                            .on(TEMPLATES),
                    staff("medication-safety", "Looks after medication safety", Purpose.HOPERAT)
                            .on(RULES),
                    staff("privacy-officer", "Privacy officer", Purpose.HOPERAT)
                            .may(everyones(SEE, PEOPLE, SCHEDULING, TRAIL))
                            .may(everyones(WRITE, CONSENTS))
                            .may(everyones(WRITE, Set.of("Communication"), "category", "question-about-access"))
                            .cleared(Set.of("ADOL", "PRS"))
                            .on(CHART, PRIVACY),
                    new Draft("patient", "Patient", AccountKind.PATIENT, Purpose.PATRQT)
                            .may(own(SEE, PEOPLE, SCHEDULING, COVERAGE, MONEY, TRAIL))
                            .may(OWN_RECORD.toArray(Permission[]::new))
                            .may(own("c", Set.of("Communication", "QuestionnaireResponse")))
                            .may(own("c", Set.of("Task"), "code", CORRECTIONS))
                            .may(everyones(SEE, DIRECTORY, DEFINITIONS))
                            .cleared(with(Sensitivity.OF_TREATMENT, "PRS")),
                    new Draft("proxy", "Acts for a patient", AccountKind.PROXY, Purpose.FAMRQT)
                            .may(own(SEE, PEOPLE, SCHEDULING, COVERAGE, MONEY, TRAIL))
                            .may(OWN_RECORD.toArray(Permission[]::new))
                            .may(own("c", Set.of("Communication", "QuestionnaireResponse")))
                            .may(own("c", Set.of("Task"), "code", CORRECTIONS))
                            .may(everyones(SEE, DIRECTORY, DEFINITIONS))
                            .cleared(with(without(Sensitivity.OF_TREATMENT, "ADOL"), "PRS")),
                    new Draft(
                                    "proxy-appointments",
                                    "Acts for a patient: appointments and bills",
                                    AccountKind.PROXY,
                                    Purpose.FAMRQT)
                            .may(own(SEE, PEOPLE, SCHEDULING, COVERAGE, MONEY))
                            .may(own("c", Set.of("Communication")))
                            .may(own(SEE, Set.of("Communication"), "recipient", Permission.SELF))
                            .may(own(SEE, Set.of("Communication"), "sender", Permission.SELF))
                            .may(everyones(SEE, DIRECTORY)),
                    program("program-exchanges", "Another installation: exchanges prescriptions")
                            .may(everyones("c", Set.of("MessageHeader"))),
                    new Draft("peer", "Member of the network", AccountKind.PROGRAM, Purpose.TREAT)
                            .may(treated(SEE, CLINICAL_OF_RECORD))
                            .may(treated(SEE, PEOPLE))
                            .may(everyones(SEE, DIRECTORY))
                            .may(treated(SEE, Set.of("Consent")), treated(WRITE, Set.of("Subscription")))
                            .cleared(Sensitivity.OF_TREATMENT),
                    program("program-reads", "Program that reads records").may(everyones(SEE, TypeGroup.values())),
                    program("program-writes", "Program that reads and writes records")
                            .may(everyones(WRITE, TypeGroup.values())))
            .stream()
            .map(Draft::role)
            .toList();

    private StandardRoles() {}

    private static Draft staff(String code, String name, Purpose purpose) {
        return new Draft(code, name, AccountKind.STAFF, purpose).may(BASICS.toArray(Permission[]::new));
    }

    private static Draft program(String code, String name) {
        return new Draft(code, name, AccountKind.PROGRAM, Purpose.HOPERAT);
    }

    private static Draft clinician(String code, String name) {
        return staff(code, name, Purpose.TREAT)
                .may(everyones(WRITE, PEOPLE, SCHEDULING))
                .may(treated(WRITE, CLINICAL))
                .may(treated(SEE, COVERAGE, TRAIL))
                .may(treated(WRITE, Set.of("ChargeItem")))
                .may(everyones(SEE, Set.of("ChargeItemDefinition")))
                .may(VACCINE_STOCK)
                .cleared(Sensitivity.OF_TREATMENT)
                .on(CHART, SCHEDULE, BREAK_GLASS);
    }

    /** A clinician who may order in their own name. */
    private static Draft prescriber(String code, String name) {
        return clinician(code, name).on(CHART, SCHEDULE, BREAK_GLASS, PRESCRIBE);
    }

    private static Permission everyones(String letters, TypeGroup... groups) {
        return everyones(letters, TypeGroup.typesOf(groups));
    }

    private static Permission everyones(String letters, Set<String> types) {
        return permission(letters, Extent.EVERYONE, types, List.of());
    }

    private static Permission everyones(String letters, Set<String> types, String parameter, String value) {
        return permission(letters, Extent.EVERYONE, types, List.of(new Filter(parameter, value)));
    }

    private static Permission treated(String letters, TypeGroup... groups) {
        return permission(letters, Extent.TREATED, TypeGroup.typesOf(groups), List.of());
    }

    private static Permission treated(String letters, Set<String> types) {
        return permission(letters, Extent.TREATED, types, List.of());
    }

    private static Permission own(String letters, TypeGroup... groups) {
        return own(letters, TypeGroup.typesOf(groups));
    }

    private static Permission own(String letters, Set<String> types) {
        return permission(letters, Extent.OWN, types, List.of());
    }

    private static Permission own(String letters, Set<String> types, String parameter, String value) {
        return permission(letters, Extent.OWN, types, List.of(new Filter(parameter, value)));
    }

    private static Permission permission(String letters, Extent extent, Set<String> types, List<Filter> filters) {
        return new Permission(new TreeSet<>(types), Interaction.ofLetters(letters), extent, filters);
    }

    private static Set<String> with(Set<String> codes, String more) {
        Set<String> all = new HashSet<>(codes);
        all.add(more);
        return all;
    }

    private static Set<String> without(Set<String> codes, String less) {
        Set<String> rest = new HashSet<>(codes);
        rest.remove(less);
        return rest;
    }

    /** A role that is being put together; each step gives a new one. */
    private record Draft(Role role) {
        Draft(String code, String name, AccountKind heldBy, Purpose purpose) {
            this(new Role(0, 1, code, name, heldBy, purpose, Set.of(), Set.of(), List.of()));
        }

        Draft may(Permission... more) {
            List<Permission> all = Stream.concat(role.permissions().stream(), Arrays.stream(more))
                    .toList();
            return with(role.clearances(), role.duties(), all);
        }

        Draft cleared(Set<String> clearances) {
            return with(clearances, role.duties(), role.permissions());
        }

        Draft on(Duty... duties) {
            return with(role.clearances(), Set.of(duties), role.permissions());
        }

        private Draft with(Set<String> clearances, Set<Duty> duties, List<Permission> permissions) {
            return new Draft(new Role(
                    0, 1, role.code(), role.name(), role.heldBy(), role.purpose(), clearances, duties, permissions));
        }
    }
}
