package org.throughline.immunization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A made-up schedule in the form of the CDC's files, for tests that need vaccines of our catalogue: five diseases with two
 * doses at 2 and 4 months (not before 6 weeks, 4 weeks apart), measles with two doses from 12 months. Of them rotavirus and
 * measles are live. Observation 080 forbids everything, 007 (pregnancy), 246 and 012 measles, 028 rotavirus,
 * 081 polio.
 */
public final class NurserySchedule {
    private static final Map<String, List<String>> VACCINES = vaccines();

    private NurserySchedule() {}

    private static Map<String, List<String>> vaccines() {
        Map<String, List<String>> vaccines = new LinkedHashMap<>();
        vaccines.put("Pertussis", List.of("20", "106", "110"));
        vaccines.put("Polio", List.of("10", "110"));
        vaccines.put("Hib", List.of("48", "49"));
        vaccines.put("Pneumococcal", List.of("216", "215"));
        vaccines.put("Rotavirus", List.of("116"));
        vaccines.put("Measles", List.of("03"));
        return vaccines;
    }

    /** The file as it is loaded. */
    public static byte[] zip() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String antigen : VACCINES.keySet()) {
                add(zip, "AntigenSupportingData- " + antigen + ".xml", antigen(antigen));
            }
            add(zip, "ScheduleSupportingData.xml", common());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry("Version 0.7/XML/" + name);
        entry.setTimeLocal(java.time.LocalDateTime.of(2026, 1, 2, 3, 4));
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String antigen(String name) {
        boolean measles = name.equals("Measles");
        StringBuilder against = new StringBuilder(forbids("080", "Reaction to a part of a vaccine."));
        if (measles) {
            against.append(forbids("007", "Do not give it in pregnancy."))
                    .append(forbids("246", "Do not give it in severe immune deficiency."))
                    .append(forbids("012", "Family history of altered immunocompetence."));
        }
        if (name.equals("Polio")) {
            against.append(forbids("081", "Severe reaction to a vaccine against polio."));
        }
        if (name.equals("Rotavirus")) {
            against.append(forbids("028", "History of intussusception."));
        }
        return """
                <antigenSupportingData>
                  <contraindications><vaccineGroup>%s</vaccineGroup></contraindications>
                  <series><seriesName>%s 2-dose series</seriesName><targetDisease>%s</targetDisease>
                    <vaccineGroup>%s</vaccineGroup><seriesType>Standard</seriesType>
                    <selectSeries><defaultSeries>Yes</defaultSeries><productPath>No</productPath>
                    <seriesGroup>1</seriesGroup><seriesPriority>A</seriesPriority><seriesPreference>1</seriesPreference>
                    </selectSeries>
                    <seriesDose><doseNumber>Dose 1</doseNumber><age><absMinAge>%s</absMinAge><minAge>%s</minAge>
                      <earliestRecAge>%s</earliestRecAge><latestRecAge>%s</latestRecAge></age>%s
                      <recurringDose>No</recurringDose></seriesDose>
                    <seriesDose><doseNumber>Dose 2</doseNumber><age><absMinAge>10 weeks - 4 days</absMinAge>
                      <minAge>10 weeks</minAge><earliestRecAge>4 months</earliestRecAge></age>
                      <interval><fromPrevious>Y</fromPrevious><absMinInt>4 weeks - 4 days</absMinInt>
                        <minInt>4 weeks</minInt><earliestRecInt>8 weeks</earliestRecInt></interval>%s
                      <recurringDose>No</recurringDose></seriesDose>
                  </series>
                </antigenSupportingData>""".formatted(
                        against,
                        name,
                        name,
                        name,
                        measles ? "12 months - 4 days" : "6 weeks - 4 days",
                        measles ? "12 months" : "6 weeks",
                        measles ? "12 months" : "2 months",
                        measles ? "16 months" : "3 months + 4 weeks",
                        preferable(name),
                        preferable(name));
    }

    private static String forbids(String code, String words) {
        return "<contraindication><observationCode>" + code + "</observationCode><contraindicationText>" + words
                + "</contraindicationText></contraindication>";
    }

    private static String preferable(String antigen) {
        StringBuilder text = new StringBuilder();
        for (String cvx : VACCINES.getOrDefault(antigen, List.of())) {
            text.append("<preferableVaccine><vaccineType>")
                    .append(antigen)
                    .append("</vaccineType><cvx>")
                    .append(cvx)
                    .append("</cvx><forecastVaccineType>Y</forecastVaccineType></preferableVaccine>");
        }
        return text.toString();
    }

    private static String common() {
        StringBuilder groups = new StringBuilder();
        Map<String, StringBuilder> contents = new LinkedHashMap<>();
        VACCINES.forEach((antigen, codes) -> {
            groups.append("<vaccineGroupMap><name>")
                    .append(antigen)
                    .append("</name><antigen>")
                    .append(antigen)
                    .append("</antigen></vaccineGroupMap>");
            codes.forEach(cvx -> contents.computeIfAbsent(cvx, code -> new StringBuilder())
                    .append("<association><antigen>")
                    .append(antigen)
                    .append("</antigen></association>"));
        });
        StringBuilder map = new StringBuilder();
        contents.forEach((cvx, parts) -> map.append("<cvxMap><cvx>")
                .append(cvx)
                .append("</cvx>")
                .append(parts)
                .append("</cvxMap>"));
        return """
                <scheduleSupportingData><vaccineGroups/>
                  <vaccineGroupToAntigenMap>%s</vaccineGroupToAntigenMap><cvxToAntigenMap>%s</cvxToAntigenMap>
                  <observations/></scheduleSupportingData>""".formatted(groups, map);
    }
}
