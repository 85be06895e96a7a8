package org.throughline.clinic.imaging;

import java.util.List;
import org.throughline.care.imaging.Prior;
import org.throughline.ui.Dates;

/**
 * An earlier report, for people.
 *
 * @param state what is to be known before it is read: "Preliminary"; empty for nothing
 * @param text empty for one that is a document only
 * @param images where its images are; empty when that is not known
 * @param holder the other organization that holds it; empty for our own
 */
public record PriorView(
        String title, String day, String state, String text, String address, String images, String holder) {

    static List<PriorView> of(String patient, List<Prior> priors, Dates dates) {
        return priors.stream()
                .map(each -> new PriorView(
                        each.title(),
                        dates.date(each.date()),
                        switch (each.status()) {
                            case "preliminary", "partial" -> "Preliminary";
                            case "amended", "corrected" -> "Corrected";
                            case "appended" -> "With addendum";
                            default -> "";
                        },
                        each.text(),
                        "/results/" + patient + "/" + each.id(),
                        each.images(),
                        each.holder()))
                .toList();
    }
}
