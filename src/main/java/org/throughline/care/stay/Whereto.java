package org.throughline.care.stay;

/**
 * Whereto somebody is discharged, of HL7's list; a death is one of them and entered as such.
 *
 * @see <a href="https://terminology.hl7.org/CodeSystem-discharge-disposition.html">Discharge disposition</a>
 */
public enum Whereto {
    HOME("home", "home"),
    OTHER_HOSPITAL("other-hcf", "to another hospital"),
    SKILLED_NURSING("snf", "to a skilled nursing facility"),
    LONG_TERM("long", "to long-term care"),
    REHABILITATION("rehab", "to rehabilitation"),
    PSYCHIATRIC("psy", "to a psychiatric hospital"),
    HOSPICE("hosp", "to hospice"),
    AGAINST_ADVICE("aadvice", "left against advice"),
    OTHER("oth", "elsewhere");

    static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/discharge-disposition";

    private final String code;
    private final String words;

    Whereto(String code, String words) {
        this.code = code;
        this.words = words;
    }

    public String code() {
        return code;
    }

    /** For people: {@code Discharged, to hospice}. */
    public String words() {
        return words;
    }
}
