package org.throughline.search.sql;

import java.util.Set;
import org.throughline.access.Visibility;
import org.throughline.fhir.definitions.Types;

/** What a caller may see, as a condition on a row of {@code resource}: ours, there, and of a type that is granted. */
record Visible(Visibility visibility, Types types) {

    Sql sql(String alias) {
        Sql ours = Sql.of(alias + ".origin = 0 AND NOT " + alias + ".deleted");
        return switch (visibility) {
            case Visibility.Everything() -> ours;
            case Visibility.Some some ->
                ours.add(" AND " + alias + ".type = ANY (?::smallint[])", numbers(some.unlimitedTypes()));
            case Visibility.Nothing() -> Sql.of("false");
        };
    }

    private short[] numbers(Set<String> names) {
        int[] numbers = names.stream()
                .filter(types::isResourceType)
                .mapToInt(types::number)
                .sorted()
                .toArray();
        short[] small = new short[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            small[i] = (short) numbers[i];
        }
        return small;
    }
}
