package org.throughline.care.medication;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.throughline.care.Parts;
import org.throughline.care.entry.Concept;
import org.throughline.fhir.json.JsonObject;
import org.throughline.terminology.Coding;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;

/** Reads of what drug a prescription, a statement or a dispensing is. Pure. */
public record DrugReader(Drugs drugs) {

    /**
     * The drug in words and codes: told there, or by the Medication that is referred to.
     *
     * @param referred Medications that it may refer to, by their references; one that it contains is found in it
     */
    public static Concept what(JsonObject resource, Map<String, JsonObject> referred) {
        JsonObject concept = resource.object("medicationCodeableConcept");
        if (concept != null) {
            return Concept.of(concept);
        }
        JsonObject reference = resource.object("medicationReference");
        String to = Parts.text(reference, "reference");
        JsonObject medication = to.startsWith("#")
                ? resource.objects("contained").stream()
                        .filter(each -> to.substring(1).equals(each.text("id")))
                        .findFirst()
                        .orElse(null)
                : referred.get(to);
        return medication == null
                ? new Concept(Parts.text(reference, "display"), List.of())
                : Concept.of(medication.object("code"));
    }

    /** What a concept stands for: by its codes, a product's before an ingredient's, else by its words. */
    public Optional<Meant> meant(Concept what) {
        List<Meant> known = what.codings().stream()
                .filter(each -> each.system().equals(Coding.RXNORM))
                .flatMap(each -> drugs.meaning(each.code()).stream())
                .toList();
        return known.stream()
                .filter(each -> each.product() != null)
                .findFirst()
                .or(() -> named(what).filter(named -> known.isEmpty() || named.product() != null))
                .or(() -> known.stream().findFirst());
    }

    private Optional<Meant> named(Concept what) {
        return Stream.concat(Stream.of(what.text()), what.codings().stream().map(Coding::display))
                .filter(name -> !name.isBlank())
                .flatMap(name -> drugs.named(name).stream())
                .findFirst();
    }

    /** The product that a concept stands for; empty when that leaves a choice. */
    public Optional<Product> product(Concept what) {
        return meant(what).flatMap(meant -> {
            Product product = meant.product();
            return product != null
                    ? Optional.of(product)
                    : drugs.worded(what.text())
                            .filter(worded -> Set.copyOf(worded.ingredients()).equals(Set.copyOf(meant.ingredients())));
        });
    }
}
