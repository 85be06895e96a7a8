package org.throughline.care.immunization;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.vaccine.Vaccine;

/** An immunization that somebody records. */
public sealed interface NewDose {
    /** The vaccine. */
    Vaccine vaccine();

    /**
     * One that is given now.
     *
     * @param lot of the practice's stock it is taken from, or null
     * @param lotNumber of the lot, also of one that is not in the stock; empty when not known
     * @param expiry the lot's last good day, or null when not known
     * @param site an HL7 ActSite code; empty for none
     * @param amount in mL, as written; empty when not known
     * @param eligibility a code of {@link Eligibility}; empty when nobody asked
     * @param reasons why it is given although something speaks against it, by the findings' keys
     */
    record Given(
            Vaccine vaccine,
            @Nullable Lot lot,
            String lotNumber,
            @Nullable LocalDate expiry,
            String site,
            String route,
            String amount,
            List<Vaccine.Sheet> sheets,
            String eligibility,
            Map<String, String> reasons)
            implements NewDose {
        public Given {
            sheets = List.copyOf(sheets);
            reasons = Map.copyOf(reasons);
        }
    }

    /**
     * One that was offered and not given.
     *
     * @param who said so: the patient, a parent
     */
    record Refused(Vaccine vaccine, WhyNot why, String who) implements NewDose {}

    /**
     * One that was given earlier or elsewhere.
     *
     * @param date a FHIR date, perhaps only of a month or a year
     * @param lotNumber empty when not known
     */
    record Earlier(Vaccine vaccine, String date, Origin origin, String lotNumber, String where) implements NewDose {}

    /** Why one was not given. */
    enum WhyNot {
        REFUSED("PATOBJ", "Refused"),
        IMMUNE("IMMUNE", "Immune already"),
        MEDICAL("MEDPREC", "A medical reason"),
        STOCK("OSTOCK", "Not in stock"),
        RELIGION("RELIG", "Religious objection"),
        PHILOSOPHY("PHILISOP", "Philosophical objection");

        private final String code;
        private final String words;

        WhyNot(String code, String words) {
            this.code = code;
            this.words = words;
        }

        String code() {
            return code;
        }

        public String words() {
            return words;
        }
    }

    /** Where one that was given elsewhere is known from. */
    enum Origin {
        RECORD("record", "Written record"),
        PROVIDER("provider", "Another provider"),
        RECALL("recall", "What the patient or a parent remembers"),
        SCHOOL("school", "School record"),
        REGISTRY("jurisdiction", "Immunization registry");

        private final String code;
        private final String words;

        Origin(String code, String words) {
            this.code = code;
            this.words = words;
        }

        String code() {
            return code;
        }

        public String words() {
            return words;
        }
    }

    /** Whether public money pays for a child's vaccine (HL7 table 0064). */
    enum Eligibility {
        V01("Not eligible for VFC"),
        V02("VFC: Medicaid"),
        V03("VFC: uninsured"),
        V04("VFC: American Indian or Alaska Native"),
        V05("VFC: underinsured");

        private final String words;

        Eligibility(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
