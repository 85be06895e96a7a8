package org.throughline.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Hash;

/** Serves the style sheet, the scripts and htmx. Browsers keep them and ask whether they have changed. */
public final class Assets implements Handler {
    private static final String FOLDER = "/org/throughline/ui/assets/";
    private static final String JAVASCRIPT = "text/javascript;charset=utf-8";
    private static final List<String> SCRIPTS = List.of(
            "throughline.js",
            "draft.js",
            "keys.js",
            "live.js",
            "live-worker.js",
            "lock.js",
            "note.js",
            "offers.js",
            "passkey.js",
            "photo.js",
            "schedule.js",
            "unlocked.js");
    private static final Map<String, Asset> ALL = all();

    private static Map<String, Asset> all() {
        Map<String, Asset> all = new HashMap<>();
        SCRIPTS.forEach(name -> all.put("/assets/" + name, Asset.of(FOLDER + name, JAVASCRIPT)));
        all.put("/assets/throughline.css", Asset.of(FOLDER + "throughline.css", "text/css;charset=utf-8"));
        all.put("/assets/icon.svg", Asset.of(FOLDER + "icon.svg", "image/svg+xml"));
        all.put(
                "/assets/htmx.js",
                Asset.of("/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js", JAVASCRIPT));
        return Map.copyOf(all);
    }

    private record Asset(byte[] content, String mediaType, String tag) {
        static Asset of(String resource, String mediaType) {
            try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(resource), resource)) {
                byte[] content = in.readAllBytes();
                String tag = Long.toHexString(Hash.of(new String(content, StandardCharsets.UTF_8)));
                return new Asset(content, mediaType, '"' + tag + '"');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Answer handle(Request request) {
        Asset asset = ALL.get(request.path());
        if (asset == null) {
            return Answer.of(404);
        }
        boolean known =
                request.header("If-None-Match").filter(asset.tag()::equals).isPresent();
        Answer answer = known ? Answer.of(304) : Answer.of(200, asset.mediaType(), asset.content());
        // A worker is bound by its own policy and not by that of the page.
        return answer.with("ETag", asset.tag())
                .with("Cache-Control", "no-cache")
                .with("Content-Security-Policy", "default-src 'none'; connect-src 'self'; frame-ancestors 'none'");
    }
}
