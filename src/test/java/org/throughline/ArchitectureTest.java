package org.throughline;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The house stands as ARCHITECTURE.md draws it: imports point down, and some things stay in their rooms. */
class ArchitectureTest {
    private static final String HOUSE = "org.throughline.";

    /** Which floor each room is on. A room that is not listed fails the test. */
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            entry("app", 9),
            entry("rest", 8),
            entry("clinic", 8),
            entry("portal", 8),
            entry("interfaces", 8),
            entry("population", 8),
            entry("ui", 7),
            entry("privacy", 7),
            entry("network", 7),
            entry("care", 6),
            entry("login", 6),
            entry("events", 6),
            entry("bulk", 6),
            entry("search", 5),
            entry("safety", 5),
            entry("immunization", 5),
            entry("matching", 5),
            entry("record", 4),
            entry("packages", 4),
            entry("audit", 3),
            entry("terminology", 3),
            entry("database", 2),
            entry("fhir", 1),
            entry("access", 1),
            entry("keys", 1),
            entry("http", 1),
            entry("kernel", 0));

    /** The rooms that have tables. */
    private static final List<String> WITH_SQL = List.of(
            "database",
            "record",
            "search",
            "audit",
            "login",
            "terminology",
            "events",
            "bulk",
            "packages",
            "privacy",
            "network",
            "ui");

    private static final JavaClasses HOUSE_CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.throughline");

    @Test
    void everyRoomIsOnAFloor() {
        for (JavaClass each : HOUSE_CLASSES) {
            room(each).ifPresent(room -> Assertions.assertTrue(FLOORS.containsKey(room), "no floor for " + room));
        }
    }

    @Test
    void importsPointDown() {
        classes().should(dependOnLowerFloorsOnly()).check(HOUSE_CLASSES);
    }

    @Test
    void sqlStaysInTheRoomsThatHaveTables() {
        noClasses()
                .that(DescribedPredicate.describe(
                        "have no tables",
                        each -> room(each)
                                .filter(room -> !WITH_SQL.contains(room))
                                .isPresent()))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                .check(HOUSE_CLASSES);
    }

    @Test
    void everyPackageTellsItsStoryAndIsNullMarked() {
        HOUSE_CLASSES.stream()
                .filter(each -> room(each).isPresent())
                .map(JavaClass::getPackage)
                .distinct()
                .forEach(ArchitectureTest::assertNullMarked);
    }

    private static void assertNullMarked(JavaPackage each) {
        Assertions.assertTrue(
                each.tryGetAnnotationOfType(NullMarked.class).isPresent(),
                () -> each.getName() + " has no package-info with @NullMarked");
    }

    private static ArchCondition<JavaClass> dependOnLowerFloorsOnly() {
        return new ArchCondition<>("depend on rooms of lower floors only") {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                each.getDirectDependenciesFromSelf().stream()
                        .filter(ArchitectureTest::goesUpOrSideways)
                        .forEach(wrong -> events.add(violated(each, wrong.getDescription())));
            }
        };
    }

    private static boolean goesUpOrSideways(Dependency dependency) {
        Optional<String> from = room(dependency.getOriginClass());
        Optional<String> to = room(dependency.getTargetClass());
        return from.isPresent()
                && to.isPresent()
                && !from.equals(to)
                && FLOORS.getOrDefault(to.get(), 0) >= FLOORS.getOrDefault(from.get(), 0);
    }

    /** The room of a class; templates and classes outside the house are of none. */
    private static Optional<String> room(JavaClass each) {
        String name = each.getBaseComponentType().getPackageName();
        if (!name.startsWith(HOUSE)) {
            return Optional.empty();
        }
        String room = name.substring(HOUSE.length()).split("\\.", 2)[0];
        return room.equals("templates") ? Optional.empty() : Optional.of(room);
    }
}
