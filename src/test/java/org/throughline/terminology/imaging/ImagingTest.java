package org.throughline.terminology.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagingTest {
    private static final Imaging IMAGING = Imaging.shipped();

    @ParameterizedTest
    @CsvSource({
        "cxr, 'X-ray of chest, two views'",
        "mri knee left, MRI of left knee without contrast",
        "ct head, CT of head without contrast",
        "echo, Echocardiogram",
        "dexa, DXA bone density of hip and spine"
    })
    void aStudyIsFoundWhileOneTypes(String typed, String name) {
        assertEquals(name, IMAGING.find(typed, 5).getFirst().study().name());
    }

    /** The wrong side is the classic mistake: name, side and code say the same. */
    @Test
    void theSideIsThatOfTheNameAndOfTheCode() {
        List<String> wrong = new ArrayList<>();
        for (Study study : IMAGING.all()) {
            String name = study.name().toLowerCase(Locale.ROOT);
            String code = study.loinc().map(each -> each.display()).orElse("");
            for (String side : List.of("left", "right")) {
                boolean is = study.side().equals(side);
                boolean ofCode = code.isEmpty() ? is : code.contains("- " + side);
                if (is != ofCode
                        || (name.contains(side + " ")
                                && !name.contains("upright")
                                && !name.contains("right upper")
                                && !is)) {
                    wrong.add(study.name());
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whatUsesRaysAsksAboutPregnancy() {
        for (Study study : IMAGING.all()) {
            boolean rays = List.of("CR", "CT", "RF", "NM", "PT", "MG", "BMD").contains(study.modality());
            assertTrue(!rays || study.asksPregnancy(), study.name());
        }
        assertTrue(IMAGING.all().size() >= 100);
    }
}
