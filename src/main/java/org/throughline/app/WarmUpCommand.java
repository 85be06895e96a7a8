package org.throughline.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.throughline.database.DatabaseSettings;
import org.throughline.http.HttpSettings;
import picocli.CommandLine.Command;

/**
 * {@code warm-up}: runs the product for a moment on a scratch folder, so that the JVM can record what a start loads.
 * The launcher's {@code build} calls it.
 */
@Command(name = "warm-up", hidden = true, description = "Runs the product once, to record its start-up cache.")
final class WarmUpCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        Logging.to(Logging.Level.INFO);
        Path folder = Files.createTempDirectory("throughline-warm-up");
        try {
            use(folder);
        } finally {
            delete(folder);
        }
        return Main.DONE;
    }

    private static void use(Path folder) throws IOException, InterruptedException {
        ServeSettings settings = new ServeSettings(
                folder,
                new DatabaseSettings.Embedded(folder),
                HttpSettings.loopback(0),
                Optional.empty(),
                Optional.of("warm-up"));
        try (Product product = Product.start(settings);
                HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("/health/ready", "/")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(product.address() + path))
                        .build();
                client.send(request, HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }
}
