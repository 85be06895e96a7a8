package org.throughline.terminology.drug;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.terminology.Coding;

/**
 * The way a drug gets into or onto the body. Codes are SNOMED CT's where the Global Patient Set has one that means the
 * same; the others are told in words.
 */
@SuppressWarnings("ImmutableEnumChecker") // the lists are List.of
public enum Route {
    ORAL("by mouth", snomed("26643006", "Oral route (qualifier value)"), "po", "oral", "orally", "by mouth", "per os"),
    SUBLINGUAL("under the tongue", null, "sl", "sublingual", "sublingually", "under the tongue"),
    BUCCAL("inside the cheek", null, "buccal", "bucc", "inside the cheek"),
    DENTAL("on the teeth and gums", null, "dental", "on the teeth and gums"),
    SKIN(
            "to the skin",
            snomed("6064005", "Topical route (qualifier value)"),
            "topical",
            "topically",
            "top",
            "skin",
            "to the skin"),
    SCALP("to the scalp", null, "scalp", "to the scalp"),
    TRANSDERMAL("through the skin", null, "transdermal", "td", "through the skin"),
    EYE("in the eye", null, "ophthalmic", "eye", "eyes", "ophth", "in the eye"),
    EAR("in the ear", null, "otic", "ear", "ears", "in the ear"),
    NASAL(
            "in the nose",
            snomed("46713006", "Nasal route (qualifier value)"),
            "nasal",
            "nasally",
            "intranasal",
            "intranasally",
            "in the nose"),
    INHALED("inhaled", null, "inh", "inhaled", "inhale", "inhalation", "neb", "nebulized", "nebulizer"),
    RECTAL("rectally", snomed("37161004", "Rectal route (qualifier value)"), "pr", "rectal", "rectally", "per rectum"),
    VAGINAL(
            "in the vagina",
            snomed("16857009", "Vaginal route (qualifier value)"),
            "pv",
            "vaginal",
            "vaginally",
            "per vagina",
            "in the vagina"),
    SUBCUTANEOUS(
            "under the skin",
            snomed("34206005", "Subcutaneous route (qualifier value)"),
            "subcut",
            "subq",
            "sq",
            "sc",
            "subcutaneous",
            "subcutaneously",
            "under the skin"),
    INTRAMUSCULAR(
            "into a muscle",
            snomed("78421000", "Intramuscular route (qualifier value)"),
            "im",
            "intramuscular",
            "intramuscularly",
            "into a muscle"),
    INTRAVENOUS(
            "into a vein",
            snomed("47625008", "Intravenous route (qualifier value)"),
            "iv",
            "intravenous",
            "intravenously",
            "into a vein"),
    INTRADERMAL(
            "into the skin",
            snomed("372464004", "Intradermal route (qualifier value)"),
            "intradermal",
            "intradermally",
            "into the skin"),
    INTRAARTICULAR(
            "into a joint",
            snomed("12130007", "Intra-articular route (qualifier value)"),
            "intraarticular",
            "into a joint"),
    INTRAUTERINE("in the uterus", null, "intrauterine", "in the uterus"),
    UNTOLD("as told", null);

    private final String words;
    private final @Nullable Coding coding;
    private final List<String> typed;

    Route(String words, @Nullable Coding coding, String... typed) {
        this.words = words;
        this.coding = coding;
        this.typed = List.of(typed);
    }

    private static Coding snomed(String code, String display) {
        return new Coding(Coding.SNOMED, code, display);
    }

    /** For people: {@code by mouth}. */
    public String words() {
        return words;
    }

    /** Its code, where the Global Patient Set has one. */
    public Optional<Coding> coding() {
        return Optional.ofNullable(coding);
    }

    /** What people type for it, in small letters, the shortest first. */
    public List<String> typed() {
        return typed;
    }
}
