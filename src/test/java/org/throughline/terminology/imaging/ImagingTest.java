package org.throughline.terminology.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.terminology.Coding;

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
                boolean is = study.exam().orElseThrow().side().word().equals(side);
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
            boolean rays = !List.of(Exam.Modality.MR, Exam.Modality.US)
                    .contains(study.exam().orElseThrow().modality());
            assertTrue(!rays || study.asksPregnancy(), study.name());
        }
        assertTrue(IMAGING.all().size() >= 100);
    }

    @ParameterizedTest
    @CsvSource({
        "XR Knee - left Views, XRAY, knee, LEFT",
        "CT Abdomen and Pelvis W contrast IV, CT, abdomen+pelvis, UNTOLD",
        "MRI brain wo contrast, MR, head, UNTOLD",
        "CTA chest, CT, arteries of chest, UNTOLD",
        "Bilateral screening mammography, MG, breast, BOTH",
        "MR Spine.lumbar WO contrast, MR, lumbar spine, UNTOLD",
        "Chest x-ray 2 views, XRAY, chest, UNTOLD"
    })
    void othersNamesAreUnderstood(String name, Exam.Modality modality, String parts, Exam.Side side) {
        Exam exam = IMAGING.exam(List.of(), name, "").orElseThrow();
        assertEquals(modality, exam.modality());
        assertEquals(Set.of(parts.split("\\+", -1)), exam.parts());
        assertEquals(side, exam.side());
    }

    @Test
    void everyStudyOfOursIsUnderstoodByItsNameInOthersWordsAsItIsByItsCode() {
        for (Study study : IMAGING.all()) {
            String code = study.loinc().map(Coding::code).orElse("");
            assertEquals(study.exam(), IMAGING.exam(List.of(code), "", "").or(study::exam), study.name());
        }
        assertEquals(Optional.empty(), IMAGING.exam(List.of(), "Consultation", ""));
        assertEquals(Optional.empty(), IMAGING.exam(List.of(), "MRI", ""));
    }

    @Test
    void anotherSideOrMeansIsAnotherExaminationAndTheWholeHoldsItsPart() {
        Exam left = exam("X-ray of left knee");
        assertEquals(Exam.Likeness.SAME, left.to(left));
        assertEquals(Exam.Likeness.OTHER, exam("X-ray of right knee").to(left));
        assertEquals(
                Exam.Likeness.OTHER, exam("MRI of left knee without contrast").to(left));
        assertEquals(Exam.Likeness.SAME, left.to(exam("X-ray of both knees, standing")));
        assertEquals(Exam.Likeness.OTHER, exam("X-ray of both knees, standing").to(left));
        assertEquals(
                Exam.Likeness.SAME,
                exam("CT of chest with contrast").to(exam("CT of chest, abdomen and pelvis with contrast")));
        assertEquals(
                Exam.Likeness.PERHAPS,
                left.to(IMAGING.exam(List.of(), "XR knee", "").orElseThrow()));
        assertEquals(3, left.worth(exam("X-ray of right knee")));
        assertEquals(2, left.worth(exam("MRI of left knee without contrast")));
        assertEquals(1, left.worth(exam("X-ray of left ankle")));
        assertEquals(0, left.worth(exam("CT of head without contrast")));
    }

    private static Exam exam(String name) {
        return IMAGING.named(name).orElseThrow().exam().orElseThrow();
    }
}
