package org.throughline.immunization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.throughline.immunization.schedule.Contraindication;
import org.throughline.immunization.schedule.Schedule;
import org.throughline.immunization.schedule.ScheduleReader;
import org.throughline.terminology.vaccine.ObservationCodes;

/**
 * What the CDC's schedule has speak against all live vaccines of a disease is marked as telling of immunity, so that no
 * problem passes as one of another organ. Skipped without the CDC's files.
 */
class ObservationsOfImmunityTest {
    private static final Path SCHEDULE = Path.of("../shared/data/imm/cdsi-4.64-xml.zip");
    private static final List<String> LIVE =
            List.of("Measles", "Mumps", "Rubella", "Varicella", "Rotavirus", "YF", "Dengue", "Typhoid");

    @Test
    void allThatForbidsLiveVaccinesTellsOfImmunity() {
        Assumptions.assumeTrue(Files.exists(SCHEDULE), "the CDC's files are not there");
        Schedule schedule = (Schedule) ScheduleReader.read(SCHEDULE);
        ObservationCodes codes = ObservationCodes.shipped();
        Set<String> besides = Set.copyOf(codes.besidesImmunity());

        Set<String> wrong = schedule.antigens().stream()
                .filter(antigen -> LIVE.contains(antigen.name()))
                .flatMap(antigen -> antigen.contraindications().stream())
                .map(Contraindication::code)
                .filter(besides::contains)
                .collect(Collectors.toSet());

        assertEquals(Set.of(), wrong);
        assertTrue(besides.contains("027"), "asthma tells nothing of immunity");
    }
}
