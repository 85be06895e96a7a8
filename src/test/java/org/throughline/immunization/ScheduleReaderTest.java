package org.throughline.immunization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.immunization.schedule.NoSchedule;
import org.throughline.immunization.schedule.Schedule;
import org.throughline.immunization.schedule.ScheduleReader;
import org.throughline.immunization.schedule.SupportingData;

/** A schedule is whole or there is none. */
class ScheduleReaderTest {

    @TempDir
    Path folder;

    @Test
    void aZipAndAFolderGiveTheSameSchedule() throws Exception {
        Path zip = folder.resolve("schedule.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (Map.Entry<String, byte[]> file : MadeUp.files().entrySet()) {
                out.putNextEntry(new ZipEntry("Version 1/XML/" + file.getKey()));
                out.write(file.getValue());
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
        }
        SupportingData read = ScheduleReader.read(zip);
        assertInstanceOf(Schedule.class, read);
        assertEquals(ScheduleReader.read(folder), read);
    }

    @Test
    void nothingThereIsSaid() {
        assertEquals(
                new NoSchedule("The CDC's immunization schedule is not loaded."),
                ScheduleReader.read(folder.resolve("none")));
        assertInstanceOf(NoSchedule.class, ScheduleReader.read(folder));
    }

    @Test
    void anyMissingFileLeavesNoSchedule() {
        for (String name : MadeUp.files().keySet()) {
            Map<String, byte[]> files = MadeUp.files();
            files.remove(name);
            assertInstanceOf(NoSchedule.class, ScheduleReader.read(files), name);
        }
    }

    @Test
    void anyBrokenFileLeavesNoSchedule() {
        for (String name : MadeUp.files().keySet()) {
            Map<String, byte[]> files = MadeUp.files();
            files.computeIfPresent(name, (key, bytes) -> Arrays.copyOf(bytes, bytes.length / 2));
            assertInstanceOf(NoSchedule.class, ScheduleReader.read(files), name);
        }
    }

    @Test
    void aDocumentTypeWithEntitiesIsRefused() {
        Map<String, byte[]> files = MadeUp.files();
        MadeUp.put(
                files,
                "ScheduleSupportingData.xml",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><scheduleSupportingData>&x;"
                        + "</scheduleSupportingData>");
        assertInstanceOf(NoSchedule.class, ScheduleReader.read(files));
    }
}
