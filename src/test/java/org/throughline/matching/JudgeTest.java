package org.throughline.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.matching.Judgement.Answer;
import org.throughline.matching.Sketch.Part;

/** What is decided of two descriptions, case by case. */
class JudgeTest {
    private static final Judge JUDGE = Judge.shipped();
    private static final Sketch ADA = new Sketch(Map.of(
            Part.GIVEN, "Catherine",
            Part.MIDDLE, "Louise",
            Part.FAMILY, "Marlowe",
            Part.BIRTH, "1958-07-04",
            Part.SEX, "female",
            Part.LINE, "12 Harbor Street Apt 3",
            Part.CITY, "Springfield",
            Part.POSTAL, "62701",
            Part.PHONE, "217-384-2030",
            Part.EMAIL, "cmarlowe@mail.test.org"));

    private static Judgement judge(Sketch one, Sketch other) {
        return JUDGE.compare(one.read(), other.read());
    }

    /** Another description that differs in one part. */
    private static Judgement but(String part, String value) {
        return judge(ADA, ADA.with(Part.valueOf(part), value));
    }

    @ParameterizedTest
    @CsvSource({
        "GIVEN, Kate",
        "GIVEN, Catherne",
        "GIVEN, CATHERINE LOUISE",
        "FAMILY, Marlowe-Smith",
        "FAMILY, Marlow",
        "BIRTH, 1958-04-07",
        "BIRTH, 1958-07-05",
        "BIRTH, 1985-07-04",
        "LINE, 88 Oak Avenue",
        "LINE, '12 Harbor St., Apartment 3'",
        "POSTAL, 62701-1234",
        "PHONE, +1 (217) 384-2030",
        "PHONE, 000-000-0000",
        "PHONE, 217-384-2031",
        "EMAIL, none@none.com",
        "MIDDLE, L.",
        "SEX, unknown"
    })
    void theSamePersonWrittenDifferentlyIsLinked(String part, String value) {
        Judgement judgement = but(part, value);
        // A year that is wrong by a generation may be that of a parent of the same name.
        boolean generation = value.equals("1985-07-04");
        assertEquals(generation ? Answer.ASK : Answer.LINK, judgement.answer(), judgement::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "GIVEN, Catharina, The first names do not agree well enough.",
        "GIVEN, Baby Girl, The first names do not agree well enough.",
        "SEX, male, Another sex.",
        "MIDDLE, Anne, Another middle name.",
        "BIRTH, 1900-01-01, The birth dates do not agree well enough.",
        "BIRTH, 1958-01-01, The birth dates do not agree well enough.",
        "BIRTH, 1951-11-23, Another birth date."
    })
    void whatSpeaksAgainstItIsForAPersonToExplain(String part, String value, String because) {
        Judgement judgement = but(part, value);
        assertEquals(Answer.ASK, judgement.answer(), judgement::toString);
        assertEquals(because, judgement.because());
    }

    @ParameterizedTest
    @CsvSource({
        "GIVEN, Margaret, Another first name: perhaps twins.",
        "BIRTH, 1985-11-23, Born a generation apart.",
    })
    void whoIsSomebodyElseOfTheFamilyIsNot(String part, String value, String because) {
        Judgement judgement = but(part, value);
        assertEquals(Answer.NO, judgement.answer(), judgement::toString);
        assertEquals(because, judgement.because());
    }

    @Test
    void newbornTwinsAreToldApartByTheLetterBehindWhatIsNoName() {
        Sketch first = ADA.with(Part.GIVEN, "BABY BOY A").with(Part.MIDDLE, "");
        assertEquals(
                Answer.NO, judge(first, first.with(Part.GIVEN, "Baby Boy B")).answer());
        assertEquals(Answer.ASK, judge(first, first).answer());
    }

    @Test
    void theSameNumberIsStrongAndDoesNotOutvoteAContradiction() {
        Sketch one = ADA.with(Part.SSN, "219-45-8732");
        Sketch moved = one.with(Part.LINE, "88 Oak Avenue")
                .with(Part.POSTAL, "10001")
                .with(Part.CITY, "New York")
                .with(Part.PHONE, "212-384-9999")
                .with(Part.EMAIL, "");
        assertEquals(Answer.LINK, judge(one, moved).answer());
        assertEquals(Answer.ASK, judge(one, moved.with(Part.GIVEN, "Margaret")).answer());
        assertEquals(
                Answer.ASK, judge(one, moved.with(Part.BIRTH, "1931-11-23")).answer());
        Sketch another = moved.with(Part.SSN, "987-65-4329");
        assertTrue(judge(one, another).answer() != Answer.LINK);
    }

    @Test
    void aPlaceholderInPlaceOfANumberSaysNothing() {
        Sketch one = ADA.with(Part.SSN, "999-99-9999");
        assertEquals(judge(ADA, ADA).bits(), judge(one, one).bits());
    }

    @Test
    void aNameThatWasGivenUpIsKnown() {
        Sketch married = ADA.with(Part.FAMILY, "Vandersloot").with(Part.FORMER, "Marlowe");
        Judgement judgement = judge(ADA, married);
        assertEquals(Answer.LINK, judgement.answer());
        assertTrue(judgement.reasons().toString().contains("The family name was changed"), judgement::toString);
    }

    @Test
    void aRareNameSpeaksLouderThanAFrequentOneAndTheReasonsSaySo() {
        Sketch smith = ADA.with(Part.FAMILY, "Smith");
        Judgement rare = judge(ADA, ADA);
        Judgement frequent = judge(smith, smith);
        assertTrue(rare.bits() > frequent.bits() + 5);
        assertTrue(rare.reasons().contains("Same family name, a rare one"), rare::toString);
        assertTrue(frequent.reasons().contains("Same family name, a frequent one"), frequent::toString);
    }

    @Test
    void juniorAndSeniorAreTwo() {
        Sketch senior = ADA.with(Part.SUFFIX, "Sr.");
        assertEquals(Answer.ASK, judge(senior, ADA.with(Part.SUFFIX, "Jr")).answer());
        Sketch junior = ADA.with(Part.SUFFIX, "Jr").with(Part.BIRTH, "1983-02-11");
        assertEquals(Answer.NO, judge(senior, junior).answer());
    }

    @Test
    void howLikelyItIsStaysBetweenNothingAndCertainty() {
        assertTrue(judge(ADA, ADA).probability() > 0.99);
        assertTrue(but("SEX", "male").probability() <= 0.9);
        assertTrue(judge(ADA, new Sketch(Map.of())).probability() < 1e-6);
    }
}
