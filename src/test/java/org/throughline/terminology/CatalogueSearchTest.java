package org.throughline.terminology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of every entry and of every text that is typed. */
class CatalogueSearchTest {
    private static final int SHOWN = 12;

    private static final Catalogues SHIPPED = Catalogues.shipped();
    private static final List<Catalogue> ALL = List.of(SHIPPED.problems(), SHIPPED.allergens(), SHIPPED.reactions());

    @Test
    void theWholeNameFindsTheEntryFirst() {
        for (Catalogue catalogue : ALL) {
            for (Entry entry : catalogue.entries()) {
                assertEquals(entry, catalogue.find(entry.name(), 1).getFirst());
            }
        }
    }

    @Test
    void everyBeginningOfANameFindsTheEntry() {
        int typed = 0;
        int notShown = 0;
        for (Catalogue catalogue : ALL) {
            for (Entry entry : catalogue.entries()) {
                for (int end = 3; end < entry.name().length(); end++) {
                    int place = place(catalogue, entry.name().substring(0, end), entry.name());
                    assertTrue(place < 60, entry.name() + " by " + end + " letters is number " + place);
                    typed++;
                    notShown += place < SHOWN ? 0 : 1;
                }
            }
        }
        assertTrue(notShown < typed / 50, notShown + " of " + typed + " are not among the first");
    }

    /** Where in the list an entry is. */
    private static int place(Catalogue catalogue, String typed, String name) {
        List<String> found =
                catalogue.find(typed, 100).stream().map(Entry::name).toList();
        return found.contains(name) ? found.indexOf(name) : Integer.MAX_VALUE;
    }

    @Test
    void theWordsOfANameInAnyOrderShowTheEntry() {
        Random random = new Random(7);
        for (Catalogue catalogue : ALL) {
            for (Entry entry : catalogue.entries()) {
                String[] words = entry.name().split(" ", -1);
                for (int i = words.length - 1; i > 0; i--) {
                    int other = random.nextInt(i + 1);
                    String kept = words[i];
                    words[i] = words[other];
                    words[other] = kept;
                }
                String typed = String.join(" ", words);
                assertTrue(
                        place(catalogue, typed, entry.name()) < SHOWN, () -> typed + " does not show " + entry.name());
            }
        }
    }

    @Test
    void everyCodeShowsItsEntry() {
        for (Catalogue catalogue : ALL) {
            for (Entry entry : catalogue.entries()) {
                for (Coding coding : entry.codings()) {
                    assertTrue(
                            place(catalogue, coding.code(), entry.name()) < SHOWN,
                            () -> coding + " does not show " + entry.name());
                }
            }
        }
    }

    @Test
    void aLetterThatIsMissedInALongWordStillShowsTheEntry() {
        Random random = new Random(11);
        int tried = 0;
        for (Entry entry : SHIPPED.problems().entries()) {
            List<String> words = Words.of(entry.name());
            String longest =
                    words.stream().max(Comparator.comparingInt(String::length)).orElseThrow();
            if (longest.length() >= 6) {
                int at = random.nextInt(longest.length());
                String missed = longest.substring(0, at) + longest.substring(at + 1);
                String typed = String.join(" ", words).replace(longest, missed);
                assertTrue(
                        place(SHIPPED.problems(), typed, entry.name()) < SHOWN,
                        () -> typed + " does not show " + entry.name());
                tried++;
            }
        }
        assertTrue(tried > 500);
    }

    @Test
    void anyTextIsTaken() {
        Random random = new Random(3);
        for (int i = 0; i < 3_000; i++) {
            int[] points = random.ints(random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
                    .map(point -> random.nextInt(3) > 0 ? " -'.()%*\\éßıIiαa1".codePointAt(point % 16) : point)
                    .toArray();
            String typed = new String(points, 0, points.length);
            ALL.forEach(each -> assertTrue(each.find(typed, 5).size() <= 5));
        }
        ALL.forEach(each -> each.find("ab ".repeat(100_000), 5));
        ALL.forEach(each -> each.find("\uD83D", 5));
    }

    @Test
    void aKeystrokeIsAnsweredWithinFiveMilliseconds() {
        List<String> typed = List.of("d", "di", "dia", "diab", "diabetes ty", "type 2 diab", "pain", "chronc kidny");
        typed.forEach(each -> SHIPPED.problems().find(each, SHOWN));
        long[] nanos = new long[101];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            SHIPPED.problems().find(typed.get(i % typed.size()), SHOWN);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        assertTrue(nanos[50] < 5_000_000, () -> "the median is " + nanos[50] + " ns");
    }
}
