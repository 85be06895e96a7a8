package org.throughline.care.imaging;

import java.util.Optional;
import org.throughline.terminology.imaging.Exam;

/**
 * An earlier report of imaging.
 *
 * @param id of the DiagnosticReport
 * @param date when the images were taken, as FHIR has it; empty when not known
 * @param status FHIR's code
 * @param text the whole of it, lines parted by newlines; empty when it is nothing but a document
 * @param exam by what and where it looked; empty when that cannot be told
 * @param holder which organization holds it; empty for our own
 * @param images where they can be looked at; empty when that is not known
 */
public record Prior(
        String id,
        String title,
        String date,
        String status,
        String text,
        Optional<Exam> exam,
        String holder,
        String images) {
    Prior with(String address) {
        return new Prior(id, title, date, status, text, exam, holder, address);
    }
}
