package org.throughline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.database.Database;
import org.throughline.database.FolderLock;
import org.throughline.fhir.json.JsonBoolean;
import org.throughline.fhir.json.JsonNumber;
import org.throughline.fhir.json.JsonObject;
import org.throughline.fhir.json.JsonString;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status}: what runs on a data folder. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Says what runs on a data folder. Exit code 0 when the product runs, 3 when not.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--json", description = "As JSON: running, ready, pid, postgresPid, address, version, data.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = data.folder();
        OptionalLong pid = FolderLock.holder(folder);
        OptionalLong postgres = Database.serverPid(folder);
        // The run file may be left from a process that was killed; while the next one starts, it has none yet.
        Optional<RunFile> run = pid.isPresent() ? RunFile.of(folder) : Optional.empty();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(json(folder, pid, postgres, run));
        } else {
            out.println(text(folder, pid, postgres, run));
        }
        return pid.isPresent() ? Main.DONE : Main.NOT_RUNNING;
    }

    private static JsonObject json(Path folder, OptionalLong pid, OptionalLong postgres, Optional<RunFile> run) {
        JsonObject.Builder status = JsonObject.builder()
                .add("running", JsonBoolean.of(pid.isPresent()))
                .add("ready", JsonBoolean.of(run.isPresent()));
        pid.ifPresent(number -> status.add("pid", JsonNumber.of(number)));
        postgres.ifPresent(number -> status.add("postgresPid", JsonNumber.of(number)));
        run.ifPresent(file -> status.add("address", new JsonString(file.address())));
        return status.add("version", new JsonString(run.map(RunFile::version).orElse(Version.CURRENT)))
                .add("data", new JsonString(folder.toString()))
                .build();
    }

    private static String text(Path folder, OptionalLong pid, OptionalLong postgres, Optional<RunFile> run) {
        String database = postgres.isPresent() ? ", PostgreSQL is process " + postgres.getAsLong() : "";
        if (pid.isEmpty()) {
            return "Nothing runs on " + folder + database;
        }
        String where = run.map(file -> "version " + file.version() + " serves " + file.address())
                .orElse("it is starting or doing other work");
        return "Process " + pid.getAsLong() + " uses " + folder + ": " + where + database;
    }
}
