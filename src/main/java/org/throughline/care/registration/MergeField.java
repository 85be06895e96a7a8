package org.throughline.care.registration;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.entry.Choice;

/** What may differ between two registrations of one person, of which one is kept. */
public enum MergeField {
    NAME("Name"),
    USED("Name used"),
    EARLIER("Earlier family name"),
    BIRTH_DATE("Born"),
    SEX("Sex, for administration"),
    MOBILE("Mobile phone"),
    PHONE("Other phone"),
    EMAIL("E-mail"),
    ADDRESS("Address"),
    LANGUAGE("Language"),
    GENDER("Gender"),
    PRONOUNS("Pronouns"),
    BIRTH_SEX("Sex at birth"),
    ETHNICITY("Ethnicity"),
    RACES("Race"),
    CONTACT("In an emergency");

    private final String label;

    MergeField(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** What a registration says of it, for a person to read; empty when it says nothing. */
    public String shown(Registration of) {
        return switch (this) {
            case NAME -> join(", ", of.family(), of.given());
            case USED -> of.used();
            case EARLIER -> of.earlier();
            case BIRTH_DATE -> of.birthDate();
            case SEX -> named(Registration.SEXES, of.sex());
            case MOBILE -> of.mobile();
            case PHONE -> of.phone();
            case EMAIL -> of.email();
            case ADDRESS ->
                join(
                        ", ",
                        of.address().line(),
                        of.address().city(),
                        join(" ", of.address().state(), of.address().postalCode()));
            case LANGUAGE ->
                join(
                        ", ",
                        named(Registration.LANGUAGES, of.language()),
                        of.interpreter() ? "needs an interpreter" : "");
            case GENDER -> of.gender();
            case PRONOUNS -> of.pronouns();
            case BIRTH_SEX -> named(Registration.BIRTH_SEXES, of.birthSex());
            case ETHNICITY -> named(Registration.ETHNICITIES, of.ethnicity());
            case RACES ->
                of.races().stream()
                        .sorted()
                        .map(race -> named(Registration.RACES, race))
                        .collect(Collectors.joining(", "));
            case CONTACT ->
                join(
                        ", ",
                        of.contact().name(),
                        of.contact().relation(),
                        of.contact().phone());
        };
    }

    /** What a choice is called; nothing for none. */
    private static String named(List<Choice> choices, String code) {
        return code.isEmpty() ? "" : Choice.words(choices, code);
    }

    private static String join(String between, String... parts) {
        return Stream.of(parts).filter(part -> !part.isBlank()).collect(Collectors.joining(between));
    }

    /** One registration, with these fields as another has them. */
    static Registration picked(Registration kept, Registration other, Set<MergeField> taken) {
        Function<MergeField, Registration> of = field -> taken.contains(field) ? other : kept;
        return new Registration(
                of.apply(NAME).given(),
                of.apply(NAME).family(),
                of.apply(USED).used(),
                of.apply(EARLIER).earlier(),
                of.apply(BIRTH_DATE).birthDate(),
                of.apply(SEX).sex(),
                of.apply(BIRTH_SEX).birthSex(),
                of.apply(GENDER).gender(),
                of.apply(PRONOUNS).pronouns(),
                of.apply(RACES).races(),
                of.apply(ETHNICITY).ethnicity(),
                of.apply(LANGUAGE).language(),
                of.apply(LANGUAGE).interpreter(),
                of.apply(MOBILE).mobile(),
                of.apply(PHONE).phone(),
                of.apply(EMAIL).email(),
                of.apply(ADDRESS).address(),
                of.apply(CONTACT).contact());
    }
}
