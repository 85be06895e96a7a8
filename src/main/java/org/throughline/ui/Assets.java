package org.throughline.ui;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Hash;

/**
 * Serves the style sheet, the scripts and htmx. Pages name them with the digest of all ({@link #address}): what has that
 * address never changes, so that browsers keep it and do not ask again. Without it, they keep it and ask.
 */
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
    private static final String PLACE = "/assets/";
    private static final Map<String, Asset> ALL = all();
    private static final String DIGEST = digest();

    private static Map<String, Asset> all() {
        Map<String, Asset> all = new TreeMap<>();
        SCRIPTS.forEach(name -> all.put(name, Asset.of(FOLDER + name, JAVASCRIPT)));
        all.put("throughline.css", Asset.of(FOLDER + "throughline.css", "text/css;charset=utf-8"));
        all.put("icon.svg", Asset.of(FOLDER + "icon.svg", "image/svg+xml"));
        all.put("htmx.js", Asset.of("/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js", JAVASCRIPT));
        return Collections.unmodifiableMap(all);
    }

    private static String digest() {
        return Long.toHexString(Hash.of(ALL.values().stream().map(Asset::tag).collect(Collectors.joining())));
    }

    /** Where a page finds one: {@code throughline.css}. */
    public static String address(String name) {
        return PLACE + DIGEST + "/" + name;
    }

    private record Asset(byte[] content, byte[] packed, String mediaType, String tag) {
        static Asset of(String resource, String mediaType) {
            try (InputStream in = Objects.requireNonNull(Assets.class.getResourceAsStream(resource), resource)) {
                byte[] content = in.readAllBytes();
                String tag = Long.toHexString(Hash.of(new String(content, StandardCharsets.UTF_8)));
                return new Asset(content, packed(content), mediaType, '"' + tag + '"');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static byte[] packed(byte[] content) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(content);
            }
            return out.toByteArray();
        }

        Answer answer(boolean packs) {
            Answer answer = Answer.of(200, mediaType, packs ? packed : content);
            return packs ? answer.with("Content-Encoding", "gzip") : answer;
        }
    }

    @Override
    public Answer handle(Request request) {
        String path = request.path().substring(PLACE.length());
        String name = path.substring(path.indexOf('/') + 1);
        Asset asset = ALL.get(name);
        if (asset == null) {
            return Answer.of(404);
        }
        boolean known =
                request.header("If-None-Match").filter(asset.tag()::equals).isPresent();
        boolean packs = request.header("Accept-Encoding")
                .filter(all -> all.contains("gzip"))
                .isPresent();
        Answer answer = known ? Answer.of(304) : asset.answer(packs);
        // A worker is bound by its own policy and not by that of the page.
        return answer.with("ETag", asset.tag())
                .with("Vary", "Accept-Encoding")
                .with(
                        "Cache-Control",
                        path.equals(DIGEST + "/" + name) ? "public, max-age=31536000, immutable" : "no-cache")
                .with("Content-Security-Policy", "default-src 'none'; connect-src 'self'; frame-ancestors 'none'");
    }
}
