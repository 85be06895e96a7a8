package org.throughline.terminology;

/**
 * The catalogues that come with the product. Read them once and pass them on.
 *
 * @param problems what is the matter with people: diseases, findings, circumstances
 * @param allergens what people are allergic to or do not tolerate
 * @param reactions what an allergen does to a person
 */
public record Catalogues(Catalogue problems, Catalogue allergens, Catalogue reactions) {

    /**
     * Reads the files of this room.
     *
     * @throws IllegalStateException when a file breaks its format, naming the file and the line
     */
    public static Catalogues shipped() {
        return Shipped.ALL;
    }

    /** Read once; it never changes. */
    private static final class Shipped {
        private static final Catalogues ALL = new Catalogues(
                CatalogueFile.read("problems.tsv"),
                CatalogueFile.read("allergens.tsv"),
                CatalogueFile.read("reactions.tsv"));
    }
}
