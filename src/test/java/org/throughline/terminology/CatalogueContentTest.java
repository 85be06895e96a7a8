package org.throughline.terminology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The shipped lists hold together, whatever lies beside the project. */
class CatalogueContentTest {
    private static final Catalogues SHIPPED = Catalogues.shipped();
    private static final Map<String, Pattern> FORMS = Map.of(
            Coding.SNOMED, Pattern.compile("[1-9][0-9]{5,17}"),
            Coding.ICD_10_CM, Pattern.compile("[A-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?"),
            Coding.RXNORM, Pattern.compile("[1-9][0-9]{0,7}"));

    @Test
    void theListsHaveTheirSize() {
        assertTrue(SHIPPED.problems().entries().size() >= 500);
        assertTrue(SHIPPED.allergens().entries().size() >= 150);
        assertTrue(SHIPPED.reactions().entries().size() >= 40);
    }

    @Test
    void everyCodeHasTheFormOfItsSystem() {
        for (Entry entry : all()) {
            for (Coding coding : entry.codings()) {
                Pattern form = Objects.requireNonNull(FORMS.get(coding.system()));
                assertTrue(form.matcher(coding.code()).matches(), () -> entry.name() + ": " + coding);
                assertTrue(
                        !coding.system().equals(Coding.SNOMED) || verhoeff(coding.code()),
                        () -> "the check digit is wrong: " + entry.name() + ": " + coding);
            }
        }
    }

    @Test
    void everyProblemHasACode() {
        SHIPPED.problems().entries().forEach(each -> assertTrue(!each.codings().isEmpty(), each::name));
    }

    @Test
    void noConceptIsListedTwice() {
        for (Catalogue catalogue : List.of(SHIPPED.problems(), SHIPPED.allergens(), SHIPPED.reactions())) {
            Map<String, String> names = new HashMap<>();
            for (Entry entry : catalogue.entries()) {
                for (String system : List.of(Coding.SNOMED, Coding.RXNORM)) {
                    entry.coding(system).ifPresent(coding -> {
                        String other = names.put(coding.system() + coding.code(), entry.name());
                        assertEquals(null, other, () -> entry.name() + " has the same code");
                    });
                }
            }
        }
    }

    @Test
    void theKindsAreThoseThatAreTold() {
        assertEquals(Set.of("food", "medication", "environment", "biologic"), kinds(SHIPPED.allergens()));
        assertEquals(Set.of("severe", "common"), kinds(SHIPPED.reactions()));
        assertEquals(22, kinds(SHIPPED.problems()).size());
    }

    private static Set<String> kinds(Catalogue catalogue) {
        Set<String> kinds = new HashSet<>();
        catalogue.entries().forEach(each -> kinds.add(each.kind()));
        return kinds;
    }

    private static List<Entry> all() {
        List<Entry> all = new ArrayList<>(SHIPPED.problems().entries());
        all.addAll(SHIPPED.allergens().entries());
        all.addAll(SHIPPED.reactions().entries());
        return all;
    }

    /** The check digit of SNOMED CT's identifiers: multiplication in the dihedral group D5. */
    private static boolean verhoeff(String code) {
        int check = 0;
        for (int i = 0; i < code.length(); i++) {
            int digit = code.charAt(code.length() - 1 - i) - '0';
            check = multiply(check, permute(digit, i % 8));
        }
        return check == 0;
    }

    private static int permute(int digit, int times) {
        int[] next = {1, 5, 7, 6, 2, 8, 3, 0, 9, 4};
        int permuted = digit;
        for (int i = 0; i < times; i++) {
            permuted = next[permuted];
        }
        return permuted;
    }

    private static int multiply(int a, int b) {
        if (a < 5) {
            return b < 5 ? (a + b) % 5 : 5 + (a + b) % 5;
        }
        return b < 5 ? 5 + (a - b + 5) % 5 : (a - b + 5) % 5;
    }
}
