package org.throughline.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.throughline.record.IndexRows;

class UnresolvedTest {
    private final Set<String> present = new HashSet<>();
    private final List<Integer> lookUps = new ArrayList<>();
    private final Unresolved unresolved = new Unresolved(references -> {
        lookUps.add(references.size());
        return references.stream()
                .filter(reference -> !present.contains(reference.id()))
                .toList();
    });

    @Test
    void tellsWhatIsStillMissingAtTheEnd() {
        unresolved.add(List.of(reference("b"), reference("a"), reference("c"), reference("a")));
        present.add("c");

        assertEquals(List.of("Patient/a", "Patient/b"), unresolved.names());
    }

    @Test
    void looksUpSeldomHoweverManyAreMissing() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (int portion = 0; portion < 400; portion++) {
                int first = portion * 500;
                unresolved.add(IntStream.range(first, first + 500)
                        .mapToObj(number -> reference("p" + number))
                        .toList());
            }
        });

        assertTrue(lookUps.size() <= 3, () -> lookUps.size() + " look-ups");
        assertEquals(200_000, unresolved.names().size());
    }

    @Test
    void forgetsWhatHasCome() {
        for (int number = 0; number < 60_000; number++) {
            present.add("p" + number);
            unresolved.add(List.of(reference("p" + number)));
        }

        assertEquals(List.of(), unresolved.names());
        assertEquals(List.of(50_000, 10_000), lookUps);
    }

    private static IndexRows.Reference reference(String id) {
        return new IndexRows.Reference("Observation.subject", "Patient", id);
    }
}
