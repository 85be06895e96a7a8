package org.throughline.packages.vocabulary;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.throughline.kernel.Failed;
import org.throughline.kernel.Failure;

/** The forms in which publishers release their code systems, told by the names of their files. */
public enum VocabularyFormat {
    RXNORM(RxNormReader.CONCEPTS, RxNormReader::read),
    SNOMED_CT(SnomedReader.CONCEPTS, SnomedReader::read),
    LOINC(LoincReader.CONCEPTS, LoincReader::read),
    ICD_10_CM(Icd10CmReader.CONCEPTS, Icd10CmReader::read),
    CVX(CvxReader.CONCEPTS, CvxReader::read);

    private final String file;

    @SuppressWarnings("ImmutableEnumChecker") // refers to a method without state
    private final Function<Release, Vocabulary> reader;

    VocabularyFormat(String file, Function<Release, Vocabulary> reader) {
        this.file = file;
        this.reader = reader;
    }

    /** The form of a release; empty when it is none of these. */
    public static Optional<VocabularyFormat> of(Release release) {
        return Arrays.stream(values())
                .filter(each -> release.find(each.file).isPresent())
                .findFirst();
    }

    /**
     * Reads all of it.
     *
     * @throws Failed with {@link Failure.Malformed} when it is not what it seems to be
     */
    public Vocabulary read(Release release) {
        try {
            Vocabulary read = reader.apply(release);
            if (read.entries().isEmpty()) {
                throw new Failed(new Failure.Malformed("structure", "", release.name() + " has no codes in it."));
            }
            return read;
        } catch (IndexOutOfBoundsException e) {
            throw new Failed(
                    new Failure.Malformed("structure", "", release.name() + " has a line with too few columns."), e);
        }
    }
}
