package org.throughline.matching;

import java.time.LocalDate;
import java.util.Random;
import org.throughline.matching.Sketch.Part;

/** Makes pairs of people who are hard to tell apart, and are two. */
final class Strangers {
    private static final String[] ALIKE = {
        "jaden hayden", "brandon brendan", "mia mya", "anna hanna", "kayla kaylee", "jacob jakob", "tyrell terrell",
        "marlon marvin", "ava eva", "madison addison", "jordan jaydan", "ella emma", "taylor tyler", "erin aaron"
    };

    private static final String[] OF_BOTH_SEXES = {
        "mario maria",
        "eric erica",
        "daniel danielle",
        "christian christina",
        "alexander alexandra",
        "carl carla",
        "julian juliana",
        "gabriel gabrielle"
    };

    private static final Nicknames NICKNAMES = Nicknames.shipped();

    private final Random random;
    private final Population population;

    Strangers(Random random, Population population) {
        this.random = random;
        this.population = population;
    }

    enum Kind {
        TWINS,
        NEWBORN_TWINS,
        FATHER_AND_SON,
        /** Who share a name and a birth date by chance, and so mostly a frequent name. */
        NAMESAKES,
        /** Who share any name and a birth date, as hardly two people in the country do. */
        NAMESAKES_AGAINST_ODDS,
        SPOUSES,
        SIBLINGS,
        MOTHER_AND_NEWBORN
    }

    record Two(Sketch one, Sketch other) {}

    Two of(Kind kind) {
        Sketch one = population.person();
        Sketch household = population
                .numbered(population.person())
                .like(one, Part.FAMILY, Part.LINE, Part.CITY, Part.POSTAL, Part.PHONE);
        if (in(0.4)) {
            household = household.like(one, Part.EMAIL);
        }
        return switch (kind) {
            case TWINS -> in(0.1) ? alike(twins(one, household)) : twins(one, household);
            case NEWBORN_TWINS -> newborns(one, household);
            case FATHER_AND_SON -> fatherAndSon(one, household);
            case NAMESAKES -> namesakes(population.frequentlyNamed());
            case NAMESAKES_AGAINST_ODDS -> namesakes(one);
            case SPOUSES -> new Two(one, household.with(Part.BIRTH, shifted(one.get(Part.BIRTH), -2500, 2500)));
            case SIBLINGS -> siblings(one, household);
            case MOTHER_AND_NEWBORN -> motherAndNewborn(one, household);
        };
    }

    private Two twins(Sketch one, Sketch household) {
        Sketch other = household.like(one, Part.BIRTH).with(Part.SSN, neighbour(one.get(Part.SSN)));
        other = in(0.7) ? other.like(one, Part.SEX) : other;
        while (isOneName(one.get(Part.GIVEN), other.get(Part.GIVEN))) {
            other = other.with(Part.GIVEN, population.given());
        }
        return new Two(one.with(Part.ORDER, "1"), other.with(Part.ORDER, "2"));
    }

    /** No parents give one name in two forms to two of their children. */
    private static boolean isOneName(String one, String other) {
        return one.equals(other) || NICKNAMES.areOne(one, other);
    }

    private Two alike(Two twins) {
        boolean bothSexes = in(0.35);
        String[] names = population.pick(bothSexes ? OF_BOTH_SEXES : ALIKE).split(" ", -1);
        Sketch one = twins.one().with(Part.GIVEN, names[0]);
        Sketch other = twins.other().with(Part.GIVEN, names[1]);
        return bothSexes
                ? new Two(one.with(Part.SEX, "male"), other.with(Part.SEX, "female"))
                : new Two(one, other.like(one, Part.SEX));
    }

    private Two newborns(Sketch one, Sketch household) {
        String born = population.birth(2019, 2024);
        Sketch first = one.with(Part.BIRTH, born)
                .with(Part.MIDDLE, "")
                .with(Part.SSN, "")
                .with(Part.EMAIL, "");
        Sketch second = household
                .with(Part.BIRTH, born)
                .with(Part.MIDDLE, "")
                .with(Part.SSN, "")
                .with(Part.EMAIL, "");
        return new Two(
                first.with(Part.GIVEN, "Baby Boy A").with(Part.ORDER, "1"),
                second.with(Part.GIVEN, in(0.5) ? "Baby Boy B" : "Baby Girl B").with(Part.ORDER, "2"));
    }

    private Two fatherAndSon(Sketch one, Sketch household) {
        Sketch father = one.with(Part.SEX, "male").with(Part.SUFFIX, "Sr");
        Sketch son = household
                .like(one, Part.GIVEN)
                .with(Part.SEX, "male")
                .with(Part.SUFFIX, population.pick("Jr", "II", "Junior"))
                .with(Part.BIRTH, shifted(one.get(Part.BIRTH), 18 * 365, 42 * 365));
        return new Two(father, in(0.5) ? son.like(one, Part.MIDDLE) : son);
    }

    /** Now and then they live near one another. */
    private Two namesakes(Sketch one) {
        Sketch other = population.person().like(one, Part.GIVEN, Part.FAMILY, Part.BIRTH, Part.SEX);
        other = in(0.3) ? other.like(one, Part.CITY) : other;
        other = in(0.1) ? other.like(one, Part.CITY, Part.POSTAL) : other;
        return new Two(one, in(0.1) ? other.like(one, Part.MIDDLE) : other);
    }

    private Two siblings(Sketch one, Sketch household) {
        Sketch other = household.with(Part.BIRTH, shifted(one.get(Part.BIRTH), 330, 3600));
        while (isOneName(one.get(Part.GIVEN), other.get(Part.GIVEN))) {
            other = other.with(Part.GIVEN, population.given());
        }
        return new Two(one, in(0.3) ? other.with(Part.MIDDLE, one.get(Part.MIDDLE)) : other);
    }

    private Two motherAndNewborn(Sketch one, Sketch household) {
        Sketch mother = one.with(Part.SEX, "female").with(Part.BIRTH, population.birth(1978, 2002));
        Sketch child = household
                .with(Part.BIRTH, population.birth(2019, 2024))
                .with(Part.SSN, "")
                .with(Part.MIDDLE, "");
        String name = population.pick("BABY BOY", "Baby Girl", "BB " + one.get(Part.GIVEN), "Newborn");
        return new Two(mother, (in(0.5) ? child.like(mother, Part.EMAIL) : child).with(Part.GIVEN, name));
    }

    private String shifted(String date, int from, int to) {
        return LocalDate.parse(date).plusDays(from + random.nextInt(to - from)).toString();
    }

    /** Children who are registered together get numbers that follow on one another. */
    private static String neighbour(String number) {
        int last = number.charAt(number.length() - 1) - '0';
        return number.substring(0, number.length() - 1) + (last + 1) % 10;
    }

    private boolean in(double share) {
        return random.nextDouble() < share;
    }
}
