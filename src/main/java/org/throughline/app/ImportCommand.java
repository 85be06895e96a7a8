package org.throughline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code import}: brings resources in from files, whether the product runs or not. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Imports FHIR bundles (.json) and NDJSON (.ndjson), also .gz and .xz, and folders of them."
                + " Files may come in any order; a file imported twice adds nothing; an import that was broken off goes"
                + " on when it is started again.")
final class ImportCommand implements Callable<Integer> {
    @Mixin
    private DatabaseOption database = new DatabaseOption();

    @Mixin
    private HouseOption house = new HouseOption();

    @Option(
            names = "--base",
            paramLabel = "URL",
            defaultValue = "${env:THROUGHLINE_BASE:-http://127.0.0.1:8080}",
            description = "The address of this server, by which absolute references to it are known.")
    private String base = "";

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            defaultValue = "import-rejects.tsv",
            description = "Where to list what is not imported: file, line, reason (default: ./import-rejects.tsv).")
    private Path rejects = Path.of("import-rejects.tsv");

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and folders.")
    private List<Path> paths = List.of();

    @Override
    public Integer call() throws IOException {
        Logging.to(Logging.Level.WARNING);
        try (Wiring wiring = Installation.open(
                        database.folder(), database.settings(), base + "/fhir", house.rules(List.of()));
                ImportReport report = new ImportReport(System.err, rejects)) {
            List<String> missing =
                    wiring.importer(Installation.operator(), report).run(paths);
            report.finish(missing);
            return report.clean() && missing.isEmpty() ? Main.DONE : Main.FAILED;
        }
    }
}
