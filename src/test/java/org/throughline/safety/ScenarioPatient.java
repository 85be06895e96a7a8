package org.throughline.safety;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.safety.patient.Allergy;
import org.throughline.safety.patient.Condition;
import org.throughline.safety.patient.DrugOrder;
import org.throughline.safety.patient.Gap;
import org.throughline.safety.patient.Imaged;
import org.throughline.safety.patient.ImagingOrder;
import org.throughline.safety.patient.Order;
import org.throughline.safety.patient.Part;
import org.throughline.safety.patient.Pregnancy;
import org.throughline.safety.patient.Result;
import org.throughline.safety.patient.Sex;
import org.throughline.safety.patient.Taken;
import org.throughline.safety.patient.TestOrder;
import org.throughline.safety.patient.Treatment;
import org.throughline.terminology.Catalogues;
import org.throughline.terminology.Coding;
import org.throughline.terminology.Entry;
import org.throughline.terminology.drug.Meant;
import org.throughline.terminology.drug.Product;
import org.throughline.terminology.imaging.Imaging;
import org.throughline.terminology.lab.Lab;
import org.throughline.terminology.lab.Labs;
import org.throughline.terminology.lab.Sought;
import org.throughline.terminology.sig.Reading;
import org.throughline.terminology.sig.Sig;
import org.throughline.terminology.sig.SigReader;

/** A row of the table as a patient and an order. */
final class ScenarioPatient {
    private static final Catalogues CATALOGUES = Catalogues.shipped();
    private static final Labs LABS = Labs.shipped();
    private static final Imaging IMAGING = Imaging.shipped();
    private static final SigReader SIGS = new SigReader();
    private static final Pattern AGE = Pattern.compile("(\\d+)([ymd])");
    private static final Pattern RESULT = Pattern.compile("result: (.+) (\\d+)d ago");

    /** What the table writes without capitals. */
    private static final Map<String, String> USUAL =
            Map.of("creatinine", "2160-0", "eGFR", "98979-8", "potassium", "2823-3", "QTc", "8636-3");

    private final Patients patient = new Patients();
    private final List<String> problems = new ArrayList<>();
    private @Nullable BigDecimal kilograms;
    private boolean assumed;

    ScenarioPatient(Scenario scenario) {
        boolean bare = scenario.kind().equals("unchecked");
        person(scenario.patient());
        if (bare) {
            bare(scenario.facts());
        } else {
            patient.pregnancy = new Pregnancy(false, patient.today, null);
            patient.breastfeeding = false;
            boolean child = patient.born != null && patient.born.isAfter(patient.today.minusYears(18));
            patient.measured("2160-0", child ? "0.4" : "0.8", "mg/dL", 20);
            patient.measured("2823-3", "4.2", "mmol/L", 20);
            assumed = true;
        }
        scenario.facts().forEach(this::fact);
    }

    private void bare(List<String> facts) {
        boolean allergies = facts.stream().anyMatch(each -> each.contains("allerg") || each.startsWith("intolerance"));
        if (!allergies) {
            patient.gaps.add(new Gap(Part.ALLERGIES, "allergies not asked"));
        }
    }

    Patients patient() {
        return patient;
    }

    /** What could not be made of the row: a drug, a dosage or a test that is in no catalogue. */
    List<String> problems() {
        return problems;
    }

    private void person(String text) {
        patient.born = null;
        patient.sex = null;
        for (String part : text.split(" ", -1)) {
            Matcher age = AGE.matcher(part);
            if (age.matches()) {
                long number = Long.parseLong(age.group(1));
                LocalDate today = patient.today;
                patient.born = switch (age.group(2)) {
                    case "y" -> today.minusYears(number).minusDays(40);
                    case "m" -> today.minusMonths(number).minusDays(5);
                    default -> today.minusDays(number);
                };
            } else if (part.equals("f") || part.equals("m")) {
                patient.sex = part.equals("f") ? Sex.FEMALE : Sex.MALE;
            } else if (part.endsWith("kg")) {
                kilograms = new BigDecimal(part.replace("kg", ""));
                patient.measured(Result.WEIGHT, part.replace("kg", ""), "kg", 0);
            } else if (part.endsWith("cm")) {
                patient.measured(Result.HEIGHT, part.replace("cm", ""), "cm", 0);
            }
        }
    }

    private void fact(String fact) {
        if (fact.startsWith("pregnant")) {
            Matcher weeks = Pattern.compile("pregnant (\\d+) weeks").matcher(fact);
            LocalDate due = weeks.matches() ? patient.today.plusDays((40L - Long.parseLong(weeks.group(1))) * 7) : null;
            patient.pregnancy = new Pregnancy(true, patient.today, due);
        } else if (fact.startsWith("not pregnant")) {
            Matcher ago = Pattern.compile("not pregnant (\\d+)d ago").matcher(fact);
            long days = ago.matches() ? Long.parseLong(ago.group(1)) : 0;
            patient.pregnancy = new Pregnancy(false, patient.today.minusDays(days), null);
        } else if (fact.equals("breastfeeding")) {
            patient.breastfeeding = true;
        } else if (fact.startsWith("condition: ") || fact.startsWith("resolved: ")) {
            condition(fact.substring(fact.indexOf(' ') + 1), fact.startsWith("condition"));
        } else if (fact.contains("allergy: ") || fact.startsWith("intolerance: ")) {
            allergy(fact);
        } else if (fact.startsWith("taking: ")) {
            patient.drugs.add(new Taken(id(), treatment(fact.substring("taking: ".length())), null, false));
        } else if (fact.startsWith("stopped ")) {
            Matcher stopped = Pattern.compile("stopped (\\d+)d ago: (.+)").matcher(fact);
            check(stopped, fact);
            LocalDate last = patient.today.minusDays(Long.parseLong(stopped.group(1)));
            patient.drugs.add(new Taken(id(), treatment(stopped.group(2)), last, false));
        } else if (fact.startsWith("result: ")) {
            result(fact);
        } else if (fact.startsWith("imaged ")) {
            Matcher imaged = Pattern.compile("imaged (\\d+)d ago: (.+)").matcher(fact);
            check(imaged, fact);
            imaged(imaged.group(2), Integer.parseInt(imaged.group(1)));
        } else if (fact.startsWith("ordered ")) {
            Matcher ordered = Pattern.compile("ordered (\\d+)d ago: (.+)").matcher(fact);
            check(ordered, fact);
            if (IMAGING.named(ordered.group(2)).isPresent()) {
                LocalDate day = patient.today.minusDays(Long.parseLong(ordered.group(1)));
                patient.toImage.add(image(id(), ordered.group(2), day));
                return;
            }
            patient.open.add(new TestOrder(
                    id(),
                    ordered.group(2),
                    loincs(ordered.group(2)),
                    patient.today.minusDays(Long.parseLong(ordered.group(1))),
                    sought(ordered.group(2))));
        } else if (fact.startsWith("weight: ")) {
            Matcher weight = Pattern.compile("weight: (\\S+) kg (\\d+)d ago").matcher(fact);
            check(weight, fact);
            patient.measured(Result.WEIGHT, weight.group(1), "kg", Integer.parseInt(weight.group(2)));
        } else if (fact.equals("conditions not asked")) {
            patient.gaps.add(new Gap(Part.CONDITIONS, "conditions not asked"));
        } else if (fact.equals("drugs not asked")) {
            patient.gaps.add(new Gap(Part.DRUGS, "drugs not asked"));
        } else if (fact.startsWith("withheld")) {
            patient.gaps.add(new Gap(Part.DRUGS, "some items are withheld"));
        }
    }

    private static void check(Matcher matcher, String fact) {
        if (!matcher.matches()) {
            throw new IllegalStateException(fact);
        }
    }

    private String id() {
        return "item-"
                + (patient.drugs.size()
                        + patient.allergies.size()
                        + patient.open.size()
                        + patient.conditions.size()
                        + patient.imaged.size()
                        + patient.toImage.size());
    }

    private void condition(String name, boolean active) {
        List<Coding> codes =
                CATALOGUES.problems().named(name).map(Entry::codings).orElse(List.of());
        patient.conditions.add(new Condition(id(), name, codes, active, false));
    }

    private void allergy(String fact) {
        Matcher parts = Pattern.compile(
                        "(refuted allergy|allergy|intolerance): ([^(]+?)(?: \\(([^;)]+)(?:; (\\w+))?\\))?")
                .matcher(fact);
        check(parts, fact);
        String name = parts.group(2);
        List<Coding> codes =
                CATALOGUES.allergens().named(name).map(Entry::codings).orElse(List.of());
        Optional<Entry> reaction = Optional.ofNullable(parts.group(3)).flatMap(CATALOGUES.reactions()::named);
        boolean severe = "severe".equals(parts.group(4))
                || reaction.filter(each -> each.kind().equals("severe")).isPresent();
        patient.allergies.add(new Allergy(
                id(),
                name,
                codes,
                parts.group(1).equals("intolerance"),
                !parts.group(1).startsWith("refuted"),
                severe,
                parts.group(3) == null ? List.of() : List.of(parts.group(3)),
                reaction.map(Entry::codings).orElse(List.of()),
                false));
    }

    private void result(String fact) {
        Matcher parts = RESULT.matcher(fact);
        check(parts, fact);
        String text = parts.group(1);
        int ago = Integer.parseInt(parts.group(2));
        List<String> words = List.of(text.split(" ", -1));
        for (int n = words.size(); n > 0; n--) {
            String name = String.join(" ", words.subList(0, n));
            if (IMAGING.named(name).isPresent()) {
                imaged(name, ago);
                return;
            }
        }
        for (int n = words.size(); n > 0; n--) {
            String name = String.join(" ", words.subList(0, n));
            Set<String> codes = loincs(name);
            if (!codes.isEmpty()) {
                String value = n < words.size() ? words.get(n) : "";
                String unit = String.join(" ", words.subList(Math.min(words.size(), n + 1), words.size()));
                boolean number = value.matches("[0-9.]+");
                LocalDate day = patient.today.minusDays(ago);
                LocalDate usual = patient.today.minusDays(20);
                patient.results.removeIf(
                        each -> codes.contains(each.loinc()) && each.date().equals(usual) && assumed);
                codes.forEach(code -> patient.results.add(new Result(
                        code, number ? new BigDecimal(value) : null, number ? ucum(unit) : null, day, false)));
                return;
            }
        }
        problems.add("no test: " + text);
    }

    private static String ucum(String unit) {
        return switch (unit) {
            case "mEq/L" -> "meq/L";
            case "mL/min/1.73 m2", "mL/min/1.73m2", "mL/min" -> "mL/min/{1.73_m2}";
            case "mIU/L" -> "m[iU]/L";
            default -> unit;
        };
    }

    private static Sought sought(String name) {
        return LABS.named(name).map(LABS::sought).orElse(Sought.NOTHING);
    }

    static Set<String> loincs(String name) {
        String usual = USUAL.get(name);
        if (usual != null) {
            return Set.of(usual);
        }
        Set<String> codes = new HashSet<>();
        Optional<Lab> lab = LABS.named(name);
        lab.ifPresent(found -> Stream.concat(Stream.of(found), LABS.tests(found).stream())
                .forEach(each -> each.loinc().map(Coding::code).ifPresent(codes::add)));
        return codes;
    }

    /** Imaging that is done, by a name of our catalogue or in others' words. */
    private void imaged(String name, int ago) {
        Set<String> codes = imagingCodes(name);
        patient.imaged.add(
                new Imaged(id(), name, codes, IMAGING.exam(codes, name, ""), patient.today.minusDays(ago), false));
    }

    private static ImagingOrder image(String id, String name, LocalDate day) {
        Set<String> codes = imagingCodes(name);
        return new ImagingOrder(id, name, codes, IMAGING.exam(codes, name, ""), day, 0);
    }

    private static Set<String> imagingCodes(String name) {
        return IMAGING.named(name).flatMap(each -> each.loinc()).map(Coding::code).stream()
                .collect(Collectors.toSet());
    }

    Order order(String text) {
        Matcher imaging = Pattern.compile("imaging: (.+?)(?: in (\\d+)d)?(?: following after (\\d+)d)?")
                .matcher(text);
        if (imaging.matches()) {
            String name = imaging.group(1);
            Set<String> codes = imagingCodes(name);
            LocalDate due = patient.today.plusDays(imaging.group(2) == null ? 0 : Long.parseLong(imaging.group(2)));
            int after = imaging.group(3) == null ? 0 : Integer.parseInt(imaging.group(3));
            return new ImagingOrder("order", name, codes, IMAGING.exam(codes, name, ""), due, after);
        }
        if (text.startsWith("test: ")) {
            String name = text.substring("test: ".length());
            if (IMAGING.named(name).isPresent()) {
                return image("order", name, patient.today);
            }
            Set<String> codes = loincs(name);
            if (codes.isEmpty()) {
                problems.add("no test: " + name);
            }
            return new TestOrder("order", name, codes, patient.today, sought(name));
        }
        return new DrugOrder("order", treatment(text), Set.of());
    }

    private Treatment treatment(String text) {
        int bar = text.indexOf(" | ");
        String drug = bar < 0 ? text : text.substring(0, bar);
        String sig = bar < 0 ? "" : text.substring(bar + " | ".length());
        Meant meant = ScenarioDrug.meant(drug);
        if (meant == null) {
            problems.add("no drug: " + drug);
        } else if (meant.product() == null) {
            problems.add("no product: " + drug);
        }
        Product product = meant == null ? null : meant.product();
        Sig read = product == null || sig.isEmpty() ? null : sig(sig, product);
        return new Treatment(drug, meant, null, read, List.of(), null, null);
    }

    private @Nullable Sig sig(String text, Product product) {
        return switch (SIGS.read(text, product, kilograms)) {
            case Reading.Understood understood -> understood.sig();
            case Reading.Unclear unclear -> {
                problems.add("no dosage: " + text + " of " + product.name() + " (" + unclear.word() + " "
                        + unclear.why() + ")");
                yield null;
            }
        };
    }
}
