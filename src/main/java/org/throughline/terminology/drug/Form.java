package org.throughline.terminology.drug;

import java.util.Optional;

/** What a product is made as. Each form has a usual route, a unit in which it is taken, and a verb for taking it. */
public enum Form {
    TABLET("tablet", "tablet", Route.ORAL, "Take"),
    CHEWABLE_TABLET("chewable tablet", "tablet", Route.ORAL, "Chew"),
    DISINTEGRATING_TABLET("disintegrating tablet", "tablet", Route.ORAL, "Dissolve"),
    EXTENDED_TABLET("extended-release tablet", "tablet", Route.ORAL, "Take"),
    DELAYED_TABLET("delayed-release tablet", "tablet", Route.ORAL, "Take"),
    TABLET_FOR_SUSPENSION("tablet for suspension", "tablet", Route.ORAL, "Take"),
    EFFERVESCENT_TABLET("effervescent tablet", "tablet", Route.ORAL, "Take"),
    SUBLINGUAL_TABLET("sublingual tablet", "tablet", Route.SUBLINGUAL, "Dissolve"),
    BUCCAL_TABLET("buccal tablet", "tablet", Route.BUCCAL, "Place"),
    CAPSULE("capsule", "capsule", Route.ORAL, "Take"),
    EXTENDED_CAPSULE("extended-release capsule", "capsule", Route.ORAL, "Take"),
    DELAYED_CAPSULE("delayed-release capsule", "capsule", Route.ORAL, "Take"),
    SOLUTION("solution", "mL", Route.ORAL, "Take"),
    SUSPENSION("suspension", "mL", Route.ORAL, "Take"),
    EXTENDED_SUSPENSION("extended-release suspension", "mL", Route.ORAL, "Take"),
    POWDER("powder", "packet", Route.ORAL, "Take"),
    GRANULES("granules", "packet", Route.ORAL, "Take"),
    LOZENGE("lozenge", "lozenge", Route.BUCCAL, "Dissolve"),
    GUM("gum", "piece", Route.BUCCAL, "Chew"),
    ORAL_FILM("film", "film", Route.ORAL, "Dissolve"),
    SUBLINGUAL_FILM("sublingual film", "film", Route.SUBLINGUAL, "Dissolve"),
    BUCCAL_FILM("buccal film", "film", Route.BUCCAL, "Place"),
    MOUTH_SPRAY("mouth spray", "spray", Route.SUBLINGUAL, "Spray"),
    MOUTHWASH("mouthwash", "mL", Route.BUCCAL, "Rinse with"),
    MOUTH_PASTE("mouth paste", "application", Route.DENTAL, "Apply"),
    CREAM("cream", "application", Route.SKIN, "Apply"),
    OINTMENT("ointment", "application", Route.SKIN, "Apply"),
    GEL("gel", "application", Route.SKIN, "Apply"),
    LOTION("lotion", "application", Route.SKIN, "Apply"),
    TOPICAL_SOLUTION("topical solution", "application", Route.SKIN, "Apply"),
    FOAM("foam", "application", Route.SKIN, "Apply"),
    SHAMPOO("shampoo", "application", Route.SCALP, "Apply"),
    SKIN_SPRAY("skin spray", "application", Route.SKIN, "Apply"),
    SKIN_POWDER("skin powder", "application", Route.SKIN, "Apply"),
    SKIN_OIL("oil", "application", Route.SKIN, "Apply"),
    SOAP("wash", "application", Route.SKIN, "Apply"),
    PAD("pad", "pad", Route.SKIN, "Apply"),
    MEDICATED_PATCH("medicated patch", "patch", Route.SKIN, "Apply"),
    TRANSDERMAL_PATCH("patch", "patch", Route.TRANSDERMAL, "Apply"),
    EYE_DROPS("eye drops", "drop", Route.EYE, "Put"),
    EYE_OINTMENT("eye ointment", "ribbon", Route.EYE, "Put"),
    EYE_GEL("eye gel", "drop", Route.EYE, "Put"),
    EAR_DROPS("ear drops", "drop", Route.EAR, "Put"),
    NASAL_SPRAY("nasal spray", "spray", Route.NASAL, "Spray"),
    NASAL_DROPS("nasal drops", "drop", Route.NASAL, "Put"),
    NASAL_GEL("nasal gel", "application", Route.NASAL, "Apply"),
    INHALER("inhaler", "puff", Route.INHALED, "Inhale"),
    DRY_POWDER_INHALER("dry powder inhaler", "inhalation", Route.INHALED, "Inhale"),
    MIST_INHALER("soft mist inhaler", "inhalation", Route.INHALED, "Inhale"),
    NEBULIZED("nebulizer solution", "mL", Route.INHALED, "Inhale"),
    SUPPOSITORY("suppository", "suppository", Route.RECTAL, "Insert"),
    ENEMA("enema", "enema", Route.RECTAL, "Insert"),
    RECTAL_CREAM("rectal cream", "application", Route.RECTAL, "Apply"),
    RECTAL_FOAM("rectal foam", "application", Route.RECTAL, "Insert"),
    RECTAL_GEL("rectal gel", "application", Route.RECTAL, "Insert"),
    VAGINAL_CREAM("vaginal cream", "application", Route.VAGINAL, "Insert"),
    VAGINAL_GEL("vaginal gel", "application", Route.VAGINAL, "Insert"),
    VAGINAL_INSERT("vaginal insert", "insert", Route.VAGINAL, "Insert"),
    VAGINAL_RING("vaginal ring", "ring", Route.VAGINAL, "Insert"),
    INJECTION("injection", "mL", Route.UNTOLD, "Inject"),
    PREFILLED_SYRINGE("prefilled syringe", "syringe", Route.UNTOLD, "Inject"),
    PEN("pen", "pen", Route.SUBCUTANEOUS, "Inject"),
    CARTRIDGE("cartridge", "cartridge", Route.SUBCUTANEOUS, "Inject"),
    IMPLANT("implant", "implant", Route.UNTOLD, "Insert"),
    INTRAUTERINE_SYSTEM("intrauterine system", "system", Route.INTRAUTERINE, "Insert"),
    PACK("pack", "tablet", Route.ORAL, "Take"),
    OTHER("product", "unit of use", Route.UNTOLD, "Use");

    private final String title;
    private final String unit;
    private final Route route;
    private final String verb;

    Form(String title, String unit, Route route, String verb) {
        this.title = title;
        this.unit = unit;
        this.route = route;
        this.verb = verb;
    }

    /** What a clinician calls it: {@code eye drops}. */
    public String title() {
        return title;
    }

    /** What is counted when it is taken, in the singular: {@code tablet}, {@code mL}, {@code puff}. */
    public String unit() {
        return unit;
    }

    /** How it usually gets into the body. */
    public Route route() {
        return route;
    }

    /** How a direction begins: {@code Take}, {@code Apply}. */
    public String verb() {
        return verb;
    }

    /** Whether it is measured out in mL. */
    public boolean liquid() {
        return unit.equals("mL");
    }

    /** Whether it is given with a needle, and its doses told in mg, units or mL. */
    public boolean injected() {
        return this == INJECTION || this == PREFILLED_SYRINGE || this == PEN || this == CARTRIDGE;
    }

    /**
     * Whether enough of it usually reaches the blood to act far from where it is put: swallowed, injected, through the
     * skin or a mucous membrane, inhaled, into the nose. False on the skin, in eye, ear and mouth, and as a treatment of
     * vagina or rectum. It is no promise: eye drops of a beta blocker do act on the bronchi.
     */
    public boolean systemic() {
        return switch (route) {
            case ORAL, SUBLINGUAL, BUCCAL, TRANSDERMAL, NASAL, INHALED, SUBCUTANEOUS, UNTOLD -> this != MOUTHWASH;
            case RECTAL -> this == SUPPOSITORY || this == RECTAL_GEL;
            case VAGINAL -> this == VAGINAL_RING;
            default -> false;
        };
    }

    /** The form of this name of {@link #name()}. */
    static Optional<Form> called(String name) {
        for (Form each : values()) {
            if (each.name().equals(name)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
