package org.throughline.search.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.BiPredicate;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.throughline.fhir.definitions.SearchType;

/** Whether one value of a resource fits one value of a query, read from FHIR's rules as plainly as they are written. */
final class Matching {
    private static final UcumEssenceService UCUM = ucum();

    private Matching() {}

    /** Whether an element says anything that can be searched. */
    static boolean isSearchable(Base base) {
        return switch (base) {
            case Reference reference ->
                reference.hasReference() || reference.getIdentifier().hasValue();
            case CodeableConcept concept ->
                concept.hasText() || concept.getCoding().stream().anyMatch(Coding::hasCode);
            case Coding coding -> coding.hasCode();
            case Identifier identifier -> identifier.hasValue();
            case ContactPoint contact -> contact.hasValue();
            case Quantity quantity -> quantity.hasValue();
            case Period period -> period.hasStart() || period.hasEnd();
            case HumanName name -> !strings(name).isEmpty();
            case Address address -> !strings(address).isEmpty();
            case PrimitiveType<?> primitive -> primitive.hasValue();
            default -> false;
        };
    }

    static boolean matches(Base base, SearchType type, String modifier, String value) {
        return switch (type) {
            case TOKEN -> token(base, value);
            case REFERENCE -> base instanceof Reference reference && value.equals(reference.getReference());
            case STRING -> strings(base).stream().anyMatch(text -> string(text, modifier, value));
            case DATE -> date(base, value);
            case NUMBER -> base instanceof PrimitiveType<?> number && number(decimal(number), value);
            case QUANTITY -> base instanceof Quantity quantity && quantity(quantity, value);
            case URI -> base instanceof PrimitiveType<?> uri && value.equals(uri.getValueAsString());
            case COMPOSITE, SPECIAL -> throw new IllegalArgumentException("Not asked");
        };
    }

    private static boolean token(Base base, String value) {
        String[] parts = value.split("\\|", -1);
        BiPredicate<@Nullable String, @Nullable String> fits = (system, code) -> parts.length == 1
                ? value.equals(code)
                : parts[0].equals(Objects.requireNonNullElse(system, ""))
                        && code != null
                        && (parts[1].isEmpty() || parts[1].equals(code));
        return switch (base) {
            case CodeableConcept concept ->
                concept.getCoding().stream().anyMatch(coding -> fits.test(coding.getSystem(), coding.getCode()));
            case Coding coding -> fits.test(coding.getSystem(), coding.getCode());
            case Identifier identifier -> fits.test(identifier.getSystem(), identifier.getValue());
            case ContactPoint contact -> fits.test("?", contact.getValue());
            case Enumeration<?> code -> fits.test(code.getSystem(), code.getCode());
            case PrimitiveType<?> primitive -> fits.test("", primitive.getValueAsString());
            default -> false;
        };
    }

    static List<String> strings(Base base) {
        List<@Nullable String> all = new ArrayList<>();
        switch (base) {
            case HumanName name -> {
                name.getGiven().forEach(part -> all.add(part.getValue()));
                name.getPrefix().forEach(part -> all.add(part.getValue()));
                name.getSuffix().forEach(part -> all.add(part.getValue()));
                all.add(name.getFamily());
                all.add(name.getText());
            }
            case Address address -> {
                address.getLine().forEach(part -> all.add(part.getValue()));
                all.add(address.getText());
                all.add(address.getCity());
                all.add(address.getDistrict());
                all.add(address.getState());
                all.add(address.getPostalCode());
                all.add(address.getCountry());
            }
            case StringType text -> all.add(text.getValue());
            default -> {}
        }
        return all.stream().filter(Objects::nonNull).toList();
    }

    private static boolean string(String text, String modifier, String value) {
        return switch (modifier) {
            case "exact" -> text.equals(value);
            case "contains" -> plain(text).contains(plain(value));
            default -> plain(text).startsWith(plain(value));
        };
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }

    private record Span(long from, long to) {}

    private static boolean date(Base base, String value) {
        Span have = switch (base) {
            case BaseDateTimeType date -> span(date);
            case Period period ->
                new Span(
                        period.hasStart() ? span(period.getStartElement()).from() : Long.MIN_VALUE,
                        period.hasEnd() ? span(period.getEndElement()).to() : Long.MAX_VALUE);
            default -> null;
        };
        if (have == null) {
            return false;
        }
        String prefix = Character.isLetter(value.charAt(0)) ? value.substring(0, 2) : "eq";
        Span ask = span(new DateTimeType(Character.isLetter(value.charAt(0)) ? value.substring(2) : value));
        boolean inside = ask.from() <= have.from() && have.to() <= ask.to();
        return switch (prefix) {
            case "eq" -> inside;
            case "ne" -> !inside;
            case "gt" -> have.to() > ask.to();
            case "lt" -> have.from() < ask.from();
            case "ge" -> have.to() > ask.to() || inside;
            case "le" -> have.from() < ask.from() || inside;
            case "sa" -> have.from() >= ask.to();
            case "eb" -> have.to() <= ask.from();
            default -> throw new IllegalArgumentException(prefix);
        };
    }

    /** From the first to the first after of the milliseconds that a date may mean; without a zone it is UTC. */
    private static Span span(BaseDateTimeType date) {
        TimeZone zone = date.getTimeZone();
        LocalDateTime start = LocalDateTime.of(
                date.getYear(),
                Objects.requireNonNullElse(date.getMonth(), 0) + 1,
                Objects.requireNonNullElse(date.getDay(), 1),
                Objects.requireNonNullElse(date.getHour(), 0),
                Objects.requireNonNullElse(date.getMinute(), 0),
                Objects.requireNonNullElse(date.getSecond(), 0));
        int millis = Objects.requireNonNullElse(date.getMillis(), 0);
        LocalDateTime end = switch (date.getPrecision()) {
            case YEAR -> start.plusYears(1);
            case MONTH -> start.plusMonths(1);
            case DAY -> start.plusDays(1);
            case MINUTE -> start.plusMinutes(1);
            case SECOND -> start.plusSeconds(1);
            case MILLI -> start.plus(millis + 1L, ChronoUnit.MILLIS);
        };
        LocalDateTime from = start.plus(millis, ChronoUnit.MILLIS);
        boolean timed = date.getHour() != null;
        long offset = timed && zone != null ? zone.getOffset(new GregorianCalendar(zone).getTimeInMillis()) : 0;
        return new Span(millis(from) - offset, millis(end) - offset);
    }

    private static long millis(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static BigDecimal decimal(PrimitiveType<?> number) {
        return new BigDecimal(number.getValueAsString());
    }

    private static boolean quantity(Quantity have, String value) {
        String[] parts = value.split("\\|", -1);
        if (parts.length == 1) {
            return number(have.getValue(), parts[0]);
        }
        if (parts[1].isEmpty()) {
            return (parts[2].equals(have.getCode()) || parts[2].equals(have.getUnit()))
                    && number(have.getValue(), parts[0]);
        }
        if (!parts[1].equals(have.getSystem()) || !have.hasCode()) {
            return false;
        }
        return parts[2].equals(have.getCode())
                ? number(have.getValue(), parts[0])
                : converted(have, parts[2]).map(same -> number(same, parts[0])).orElse(false);
    }

    /** The value in another unit; empty when it is of another kind. */
    private static Optional<BigDecimal> converted(Quantity have, String unit) {
        try {
            Decimal value = new Decimal(have.getValue().toPlainString(), 20);
            return UCUM.isComparable(have.getCode(), unit)
                    ? Optional.of(new BigDecimal(
                            UCUM.convert(value, have.getCode(), unit).asDecimal()))
                    : Optional.empty();
        } catch (UcumException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private static UcumEssenceService ucum() {
        try (InputStream essence = UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml")) {
            return new UcumEssenceService(essence);
        } catch (IOException | UcumException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean number(BigDecimal have, String value) {
        boolean prefixed = Character.isLetter(value.charAt(0));
        BigDecimal ask = new BigDecimal(prefixed ? value.substring(2) : value);
        BigDecimal half = new BigDecimal("0.5").scaleByPowerOfTen(-ask.scale());
        boolean inside = have.compareTo(ask.subtract(half)) >= 0 && have.compareTo(ask.add(half)) < 0;
        return switch (prefixed ? value.substring(0, 2) : "eq") {
            case "eq" -> inside;
            case "ne" -> !inside;
            case "gt", "sa" -> have.compareTo(ask) > 0;
            case "lt", "eb" -> have.compareTo(ask) < 0;
            case "ge" -> have.compareTo(ask) >= 0;
            case "le" -> have.compareTo(ask) <= 0;
            default -> throw new IllegalArgumentException(value);
        };
    }
}
