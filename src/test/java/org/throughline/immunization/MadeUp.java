package org.throughline.immunization;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.throughline.immunization.schedule.ScheduleReader;
import org.throughline.immunization.schedule.SupportingData;

/**
 * A made-up schedule in the form of the CDC's files: dragon pox, against which a live vaccine (CVX 03) and one that is not
 * (CVX 900) are given at 12 months and 4 weeks later, until 5 years; moon fever, a yearly risk dose (CVX 901); X001 forbids
 * all dragon pox vaccines, X002 the live one, X003 asks for moon fever, X004 is evidence of immunity.
 */
final class MadeUp {

    private MadeUp() {}

    static SupportingData schedule() {
        return ScheduleReader.read(files());
    }

    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        put(files, "AntigenSupportingData- Dragon pox.xml", dragonPox());
        put(files, "AntigenSupportingData- Moon fever.xml", moonFever());
        put(files, "ScheduleSupportingData.xml", common());
        return files;
    }

    static void put(Map<String, byte[]> files, String name, String text) {
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String dragonPox() {
        return """
                <antigenSupportingData>
                  <immunity><clinicalHistory><guidelineCode>X004</guidelineCode>
                    <guidelineTitle>Had dragon pox</guidelineTitle></clinicalHistory></immunity>
                  <contraindications>
                    <vaccineGroup><contraindication><observationCode>X001</observationCode>
                      <contraindicationText>Burnt by a dragon.</contraindicationText></contraindication></vaccineGroup>
                    <vaccine><contraindication><observationCode>X002</observationCode>
                      <contraindicationText>Pregnant with a dragon.</contraindicationText>
                      <contraindicatedVaccine><vaccineType>Live</vaccineType><cvx>03</cvx></contraindicatedVaccine>
                      </contraindication></vaccine>
                  </contraindications>
                  <series>%s
                    %s<seriesDose><doseNumber>Dose 1</doseNumber>
                      <age><absMinAge>12 months - 4 days</absMinAge><minAge>12 months</minAge>
                        <earliestRecAge>12 months</earliestRecAge><latestRecAge>16 months</latestRecAge>
                        <maxAge>5 years</maxAge></age>
                      %s<inadvertentVaccine/><conditionalSkip/><recurringDose>No</recurringDose></seriesDose>
                    <seriesDose><doseNumber>Dose 2</doseNumber>
                      <age><absMinAge>13 months - 4 days</absMinAge><minAge>13 months</minAge><maxAge>5 years</maxAge></age>
                      <interval><fromPrevious>Y</fromPrevious><absMinInt>4 weeks - 4 days</absMinInt>
                        <minInt>4 weeks</minInt><earliestRecInt>8 weeks</earliestRecInt></interval>
                      %s<recurringDose>No</recurringDose></seriesDose>
                  </series>
                </antigenSupportingData>""".formatted(
                        head("Dragon pox", "Dragon pox 2-dose series", "Standard", "Yes"),
                        "",
                        vaccine("03", "Live") + vaccine("900", "Dead"),
                        vaccine("03", "Live") + vaccine("900", "Dead"));
    }

    private static String moonFever() {
        return """
                <antigenSupportingData><contraindications/>
                  <series>%s
                    <indication><observationCode><text>Travels to the moon</text><code>X003</code></observationCode>
                      <description>Administer to those who travel to the moon</description></indication>
                    <seriesDose><doseNumber>Dose 1</doseNumber><age><minAge>2 years</minAge></age>
                      <interval><fromPrevious>Y</fromPrevious><absMinInt>1 year - 4 days</absMinInt>
                        <minInt>1 year</minInt></interval>
                      %s<recurringDose>Yes</recurringDose></seriesDose>
                  </series></antigenSupportingData>""".formatted(head("Moon fever", "Moon fever series", "Risk", "No"), vaccine("901", "Moon"));
    }

    private static String head(String antigen, String name, String type, String byDefault) {
        return """
                <seriesName>%s</seriesName><targetDisease>%s</targetDisease><vaccineGroup>%s</vaccineGroup>
                <seriesType>%s</seriesType><selectSeries><defaultSeries>%s</defaultSeries><productPath>No</productPath>
                <seriesGroup>1</seriesGroup><seriesPriority>A</seriesPriority><seriesPreference>1</seriesPreference>
                </selectSeries>""".formatted(name, antigen, antigen, type, byDefault);
    }

    private static String vaccine(String cvx, String name) {
        return "<preferableVaccine><vaccineType>" + name + "</vaccineType><cvx>" + cvx
                + "</cvx><forecastVaccineType>Y</forecastVaccineType></preferableVaccine>";
    }

    private static String common() {
        return """
                <scheduleSupportingData>
                  <vaccineGroups/>
                  <vaccineGroupToAntigenMap>
                    <vaccineGroupMap><name>Dragon pox</name><antigen>Dragon pox</antigen></vaccineGroupMap>
                    <vaccineGroupMap><name>Moon fever</name><antigen>Moon fever</antigen></vaccineGroupMap>
                  </vaccineGroupToAntigenMap>
                  <cvxToAntigenMap>%s%s%s</cvxToAntigenMap>
                  <observations><observation><observationCode>X002</observationCode>
                    <observationTitle>With dragon</observationTitle></observation></observations>
                </scheduleSupportingData>""".formatted(
                        contents("03", "Dragon pox"), contents("900", "Dragon pox"), contents("901", "Moon fever"));
    }

    private static String contents(String cvx, String antigen) {
        return "<cvxMap><cvx>" + cvx + "</cvx><association><antigen>" + antigen + "</antigen></association></cvxMap>";
    }
}
