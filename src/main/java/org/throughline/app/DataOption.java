package org.throughline.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the installation keeps its files. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:THROUGHLINE_DATA:-data/main}",
            description = "The data folder (or THROUGHLINE_DATA; default: ./data/main).")
    private Path folder = Path.of("data/main");

    Path folder() {
        return folder.toAbsolutePath().normalize();
    }
}
