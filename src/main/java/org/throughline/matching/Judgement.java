package org.throughline.matching;

import java.util.List;
import java.util.stream.Stream;
import org.throughline.matching.Evidence.Field;
import org.throughline.matching.Evidence.Level;

/**
 * What two descriptions say of one another.
 *
 * @param bits by how many powers of two all of it is likelier for one person than for two
 * @param because why the answer is what it is, for a person to read
 * @param evidence field by field
 */
public record Judgement(Answer answer, double bits, String because, List<Evidence> evidence) {
    /** How many people the two could be: the United States of 2020, as a power of two. */
    private static final double PEOPLE = 28.3;

    /** More is not claimed of what a person must still look at. */
    private static final double MOST_FOR_ASK = 0.9;

    private static final double LEAST_FOR_LINK = 0.95;

    public Judgement {
        evidence = List.copyOf(evidence);
    }

    /** What is to be done with two descriptions. */
    public enum Answer {
        /** They are one person: nobody need look. */
        LINK,
        /** They may be: a person decides. */
        ASK,
        NO
    }

    /** How likely they are one person, from 0 to 1, when either could be anybody in the country. */
    public double probability() {
        double probability = 1 / (1 + Math.exp((PEOPLE - bits) * Math.log(2)));
        return switch (answer) {
            case LINK -> Math.max(LEAST_FOR_LINK, probability);
            case ASK, NO -> Math.min(MOST_FOR_ASK, probability);
        };
    }

    public Level level(Field field) {
        return evidence.stream()
                .filter(each -> each.field() == field)
                .map(Evidence::level)
                .findFirst()
                .orElse(Level.UNSAID);
    }

    /** What speaks for it, the weightiest first, then what speaks against it. */
    public List<String> reasons() {
        Stream<Evidence> pro = evidence.stream()
                .filter(each -> each.bits() > 0)
                .sorted((one, other) -> Double.compare(other.bits(), one.bits()));
        Stream<Evidence> contra = evidence.stream().filter(each -> each.bits() < 0);
        return Stream.concat(pro, contra)
                .map(Evidence::words)
                .filter(words -> !words.isEmpty())
                .toList();
    }
}
