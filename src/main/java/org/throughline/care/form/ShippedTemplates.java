package org.throughline.care.form;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The templates that come with the product: a practice begins with them and changes them as it likes. */
public final class ShippedTemplates {
    private static final List<String> NAMES = List.of(
            "visit",
            "family-medicine",
            "paediatrics",
            "cardiology",
            "dermatology",
            "dental",
            "ophthalmology",
            "behavioural-health",
            "addendum");

    /** The address of the template that addenda are written with; it is not offered for new notes. */
    public static final String ADDENDUM = "urn:throughline:template:addendum";

    private ShippedTemplates() {}

    /** All of them, in the order in which they are offered. */
    public static List<Template> all() {
        return NAMES.stream().map(ShippedTemplates::read).toList();
    }

    private static Template read(String name) {
        try (InputStream file =
                Objects.requireNonNull(ShippedTemplates.class.getResourceAsStream("template/" + name + ".txt"), name)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return TemplateFile.read(name, text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
