package org.throughline.ui;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.throughline.http.Answer;
import org.throughline.http.Handler;
import org.throughline.http.Request;
import org.throughline.kernel.Hash;

/** Serves the style sheet, the script and htmx. Browsers keep them and ask whether they have changed. */
public final class Assets implements Handler {
    private static final Map<String, Asset> ALL = Map.of(
            "/assets/throughline.css", Asset.of("/org/throughline/ui/assets/throughline.css", "text/css;charset=utf-8"),
            "/assets/throughline.js",
                    Asset.of("/org/throughline/ui/assets/throughline.js", "text/javascript;charset=utf-8"),
            "/assets/draft.js", Asset.of("/org/throughline/ui/assets/draft.js", "text/javascript;charset=utf-8"),
            "/assets/offers.js", Asset.of("/org/throughline/ui/assets/offers.js", "text/javascript;charset=utf-8"),
            "/assets/passkey.js", Asset.of("/org/throughline/ui/assets/passkey.js", "text/javascript;charset=utf-8"),
            "/assets/lock.js", Asset.of("/org/throughline/ui/assets/lock.js", "text/javascript;charset=utf-8"),
            "/assets/unlocked.js", Asset.of("/org/throughline/ui/assets/unlocked.js", "text/javascript;charset=utf-8"),
            "/assets/icon.svg", Asset.of("/org/throughline/ui/assets/icon.svg", "image/svg+xml"),
            "/assets/htmx.js",
                    Asset.of(
                            "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js",
                            "text/javascript;charset=utf-8"));

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
        return answer.with("ETag", asset.tag()).with("Cache-Control", "no-cache");
    }
}
