package org.throughline.terminology.sig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.terminology.drug.Drugs;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.drug.Route;

/** What holds of all dosages: drawn at random, with a fixed seed. */
class AnySigTest {
    private static final List<Product> PRODUCTS = Drugs.shipped().products();
    private static final SigReader READER = new SigReader();

    /** What ISMP's list says not to write. */
    private static final Pattern PRONE =
            Pattern.compile("\\d\\.\\d*0(?!\\d)|(?<!\\d)\\.\\d|µ|\\bIU\\b|\\bU\\b|\\bcc\\b|\\bq\\.?d\\b|\\bqod\\b"
                    + "|\\btsp\\b|(?<![\\d,.])\\d{4,}");

    private final Random random = new Random(20261126);

    @Test
    void theWordsOfADosageAreReadAsThatDosage() {
        for (int i = 0; i < 20_000; i++) {
            Product product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
            Sig sig = sig(product);
            String words = SigWords.of(sig, product);
            Reading read = READER.read(words, product);
            Reading.Understood understood =
                    assertInstanceOf(Reading.Understood.class, read, product.name() + ": " + words + " " + sig);
            assertEquals(sig, understood.sig(), product.name() + ": " + words);
            assertFalse(PRONE.matcher(words).find(), words);
        }
    }

    @Test
    void anyTextIsReadWithoutFailing() {
        List<String> words = List.of(
                "500",
                "1",
                "1/2",
                "1/0",
                "0",
                "tab",
                "mg",
                "mg/kg/day",
                "tid",
                "q8h",
                "q0h",
                "q6-4h",
                "prn",
                "pain",
                "max",
                "8/d",
                "10d",
                "for",
                "then",
                "taper",
                "40",
                "by",
                "10",
                "every",
                "3",
                "days",
                "od",
                "ou",
                "left",
                "eye",
                "(500 mg)",
                "\"x\"",
                "\"",
                "½",
                "至",
                "İ",
                "-",
                ">",
                "99999999999999",
                ".5",
                "1.",
                "at",
                "8",
                "am",
                "25:00",
                "mwf",
                "days",
                "5-2",
                "x0d",
                "1e9");
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            int count = random.nextInt(9);
            for (int at = 0; at < count; at++) {
                text.append(words.get(random.nextInt(words.size()))).append(random.nextInt(5) == 0 ? "" : " ");
            }
            READER.read(text.toString(), PRODUCTS.get(random.nextInt(PRODUCTS.size())), BigDecimal.TEN);
        }
    }

    @Test
    void aWordMoreIsNeverPassedOver() {
        for (int i = 0; i < 5_000; i++) {
            Product product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
            Sig sig = withoutReason(sig(product));
            String words = SigWords.of(sig, product);
            int at = words.indexOf(' ', random.nextInt(words.length()));
            String more = at < 0 || words.indexOf('"') >= 0
                    ? words + " blorp"
                    : words.substring(0, at) + " blorp" + words.substring(at);
            assertInstanceOf(Reading.Unclear.class, READER.read(more, product), more);
        }
    }

    private static Sig withoutReason(Sig sig) {
        return new Sig(
                sig.steps().stream()
                        .map(each -> new Step(
                                each.dose(),
                                each.route(),
                                each.site(),
                                each.timing(),
                                null,
                                each.duration(),
                                each.most()))
                        .toList(),
                sig.note());
    }

    private Sig sig(Product product) {
        int count = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        Route route = route(product);
        String site = site(product);
        String reason = random.nextInt(3) == 0 ? one(List.of("pain", "nausea or vomiting", "itching", "")) : null;
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            Span span = last && random.nextBoolean()
                    ? null
                    : new Span(1 + random.nextInt(30), one(List.of(TimeUnit.DAY, TimeUnit.WEEK)));
            Most most = random.nextInt(4) == 0
                    ? new Most(BigDecimal.valueOf(1 + random.nextInt(12)), unit(product), 1, TimeUnit.DAY)
                    : null;
            steps.add(new Step(dose(product), route, site, timing(), reason, span, most));
        }
        return new Sig(
                steps,
                random.nextInt(4) == 0 ? one(List.of("with food", "until finished", "Call if it does not help")) : "");
    }

    private Route route(Product product) {
        return product.route() == Route.UNTOLD
                ? one(List.of(Route.SUBCUTANEOUS, Route.INTRAMUSCULAR, Route.INTRAVENOUS))
                : product.route();
    }

    private @Nullable String site(Product product) {
        return switch (product.route()) {
            case EYE -> one(List.of("left eye", "right eye", "both eyes", "affected eye"));
            case EAR -> one(List.of("left ear", "right ear", "both ears"));
            case NASAL -> one(List.of("each nostril", "left nostril"));
            case SKIN -> random.nextBoolean() ? "affected area" : null;
            default -> null;
        };
    }

    private static String unit(Product product) {
        return product.form().injected() ? "mL" : product.form().unit();
    }

    private Dose dose(Product product) {
        String unit = unit(product);
        boolean volume = unit.equals("mL");
        BigDecimal low = volume
                ? DoseReader.measurable(BigDecimal.valueOf(1 + random.nextInt(200), 1))
                : BigDecimal.valueOf(1 + random.nextInt(4));
        if (unit.equals("tablet") && random.nextInt(4) == 0) {
            low = one(List.of(new BigDecimal("0.5"), new BigDecimal("1.5"), new BigDecimal("0.25")));
        }
        boolean range = random.nextInt(5) == 0;
        return new Dose(Amounts.plain(low), range ? Amounts.plain(low.add(BigDecimal.ONE)) : null, unit);
    }

    private Timing timing() {
        return switch (random.nextInt(9)) {
            case 0 -> Timing.ONCE;
            case 1 -> Timing.of(Rate.every(2 + random.nextInt(23), TimeUnit.HOUR));
            case 2 -> Timing.of(new Rate(1, null, 4, 6, TimeUnit.HOUR));
            case 3 ->
                new Timing(
                        false,
                        Rate.of(1 + random.nextInt(3), TimeUnit.DAY),
                        List.of(one(List.of(When.values()))),
                        List.of(),
                        List.of());
            case 4 -> new Timing(false, null, List.of(), List.of(DayOfWeek.MONDAY, DayOfWeek.THURSDAY), List.of());
            case 5 ->
                new Timing(
                        false,
                        Rate.of(1, TimeUnit.WEEK),
                        List.of(),
                        List.of(one(List.of(DayOfWeek.values()))),
                        List.of());
            case 6 ->
                new Timing(
                        false,
                        Rate.of(2, TimeUnit.DAY),
                        List.of(),
                        List.of(),
                        List.of(LocalTime.of(8, 0), LocalTime.of(20, 30)));
            case 7 ->
                Timing.of(Rate.every(2 + random.nextInt(4), one(List.of(TimeUnit.DAY, TimeUnit.WEEK, TimeUnit.MONTH))));
            default -> Timing.of(Rate.of(1 + random.nextInt(6), TimeUnit.DAY));
        };
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
