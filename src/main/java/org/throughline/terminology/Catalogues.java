package org.throughline.terminology;

import java.util.function.Supplier;
import org.throughline.fhir.definitions.Terminology;

/**
 * The catalogues that come with the product. Read them once and pass them on.
 *
 * @param problems what is the matter with people: diseases, findings, circumstances
 * @param allergens what people are allergic to or do not tolerate
 * @param reactions what an allergen does to a person
 */
public record Catalogues(Catalogue problems, Catalogue allergens, Catalogue reactions) {
    private static final String CLINICAL_FINDING = "404684003";
    private static final String SUBSTANCE = "105590001";

    /**
     * Reads the files of this room.
     *
     * @throws IllegalStateException when a file breaks its format, naming the file and the line
     */
    public static Catalogues shipped() {
        return Shipped.ALL;
    }

    /**
     * These, with what SNOMED CT, ICD-10-CM and RxNorm have beyond them as soon as an operator has loaded those: problems are
     * clinical findings, allergens substances and drugs.
     */
    public Catalogues backedBy(Supplier<Terminology> terminology) {
        return new Catalogues(
                problems.backedBy(
                        terminology, new Beyond(Coding.SNOMED, CLINICAL_FINDING), new Beyond(Coding.ICD_10_CM, "")),
                allergens.backedBy(terminology, new Beyond(Coding.RXNORM, ""), new Beyond(Coding.SNOMED, SUBSTANCE)),
                reactions.backedBy(terminology, new Beyond(Coding.SNOMED, CLINICAL_FINDING)));
    }

    /** Read once; it never changes. */
    private static final class Shipped {
        private static final Catalogues ALL = new Catalogues(
                CatalogueFile.read("problems.tsv"),
                CatalogueFile.read("allergens.tsv"),
                CatalogueFile.read("reactions.tsv"));
    }
}
