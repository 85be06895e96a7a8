package org.throughline.immunization;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.immunization.patient.History;
import org.throughline.immunization.patient.Sex;
import org.throughline.immunization.patient.Shot;

/** One of the CDC's test cases. */
record CdcCase(
        String id,
        String name,
        String group,
        History history,
        LocalDate on,
        List<String> statuses,
        String seriesStatus,
        String number,
        Optional<LocalDate> earliest,
        Optional<LocalDate> recommended,
        Optional<LocalDate> pastDue) {

    private static final Map<String, String> GROUPS = Map.ofEntries(
            Map.entry("DTAP", "DTaP/Tdap/Td"),
            Map.entry("POL", "Polio"),
            Map.entry("IPOL", "Polio"),
            Map.entry("HIB", "Hib"),
            Map.entry("PCV", "Pneumococcal"),
            Map.entry("PNEUMOCOCCAL", "Pneumococcal"),
            Map.entry("HEPB", "HepB"),
            Map.entry("HEPA", "HepA"),
            Map.entry("VAR", "Varicella"),
            Map.entry("ROTA", "Rotavirus"),
            Map.entry("MCV", "Meningococcal"),
            Map.entry("MENB", "Meningococcal B"),
            Map.entry("ZOSTER", "Zoster"),
            Map.entry("FLU", "Influenza"));

    static List<CdcCase> read(Path file) throws Exception {
        List<CdcCase> cases = new ArrayList<>();
        for (Map<String, String> row : Workbook.rows(file, 3)) {
            if (!row.getOrDefault("CDC_Test_ID", "").isEmpty()) {
                cases.add(of(row));
            }
        }
        return cases;
    }

    private static CdcCase of(Map<String, String> row) {
        List<Shot> shots = new ArrayList<>();
        List<String> statuses = new ArrayList<>();
        for (int at = 1; at <= 7; at++) {
            LocalDate given = date(row.get("Date_Administered_" + at));
            if (given != null) {
                String cvx = row.getOrDefault("CVX_" + at, "");
                String mvx = row.getOrDefault("MVX_" + at, "");
                shots.add(new Shot(
                        Integer.toString(at),
                        given,
                        cvx.length() == 1 ? "0" + cvx : cvx,
                        mvx.isEmpty() ? null : mvx,
                        null,
                        null));
                statuses.add(row.getOrDefault("Evaluation_Status_" + at, ""));
            }
        }
        Map<String, History.Observed> observations = new HashMap<>();
        for (int at = 1; at <= 3; at++) {
            String code = row.getOrDefault("Observation_Code_" + at, "");
            if (!code.isEmpty()) {
                String padded = "0".repeat(Math.max(0, 3 - code.length())) + code;
                observations.put(padded, new History.Observed(date(row.get("Observation_Date_" + at))));
            }
        }
        String sex = row.getOrDefault("gender", row.getOrDefault("Gender", ""));
        String group = row.getOrDefault("Vaccine_Group", "");
        LocalDate birth = date(row.get("DOB"));
        LocalDate on = date(row.get("Assessment_Date"));
        if (birth == null || on == null) {
            throw new IllegalArgumentException(row.toString());
        }
        return new CdcCase(
                row.getOrDefault("CDC_Test_ID", ""),
                row.getOrDefault("Test_Case_Name", ""),
                GROUPS.getOrDefault(group.toUpperCase(Locale.ROOT), group),
                new History(
                        birth,
                        sex.equals("F") ? Sex.FEMALE : sex.equals("M") ? Sex.MALE : Sex.UNKNOWN,
                        null,
                        shots,
                        observations,
                        Map.of()),
                on,
                statuses,
                row.getOrDefault("Series_Status", "").toUpperCase(Locale.ROOT).replace(' ', '_'),
                row.getOrDefault("Forecast_#", ""),
                Optional.ofNullable(date(row.get("Earliest_Date"))),
                Optional.ofNullable(date(row.get("Recommended_Date"))),
                Optional.ofNullable(date(row.get("Past_Due_Date"))));
    }

    private static @Nullable LocalDate date(@Nullable String serial) {
        return serial == null || serial.isBlank() || serial.equals("-")
                ? null
                : LocalDate.of(1899, 12, 30).plusDays((long) Double.parseDouble(serial));
    }
}
