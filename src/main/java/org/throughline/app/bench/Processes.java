package org.throughline.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What Linux tells of running processes.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">/proc/PID/stat</a>
 */
final class Processes {
    /** The kernel counts in hundredths of a second on every Linux of today (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;

    // Places in the file after the name of the program, which may hold blanks.
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;

    private Processes() {}

    /** A process and all below it. */
    static LongStream tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .mapToLong(ProcessHandle::pid);
    }

    /** Seconds of processor that a process and its ended children used; 0 when it is gone. */
    static double cpuSeconds(long pid) {
        String stat = read(pid, "stat");
        if (stat.isEmpty()) {
            return 0;
        }
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        return Stream.of(USER, SYSTEM, ENDED_USER, ENDED_SYSTEM)
                        .mapToLong(field -> Long.parseLong(fields.get(field)))
                        .sum()
                / TICKS_PER_SECOND;
    }

    /** Bytes of memory, what is shared divided among the sharers (Pss); 0 when it is gone. */
    static long memory(long pid) {
        return read(pid, "smaps_rollup")
                        .lines()
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                * 1024;
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), file));
        } catch (IOException e) {
            return ""; // It ended meanwhile.
        }
    }
}
