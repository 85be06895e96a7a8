package org.throughline.ui;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.http.Answer;

/** Renders templates, which are compiled with the product, into answers that no other site can frame or script. */
public final class Pages {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'";

    private final TemplateEngine engine;

    public Pages() {
        this.engine = TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.throughline.templates");
    }

    /**
     * A page made of a template ({@code clinic/patients.jte}) and its parameters.
     *
     * @param formTargets origins of others to which a form of the page may lead in the end
     */
    public Answer page(
            int status, String template, Map<String, ? extends @Nullable Object> parameters, String... formTargets) {
        Utf8ByteOutput output = new Utf8ByteOutput();
        engine.render(template, new HashMap<>(parameters), output);
        return Answer.of(status, "text/html;charset=utf-8", output.toByteArray())
                .with("Content-Security-Policy", String.join(" ", policy(formTargets)))
                .with("Referrer-Policy", "same-origin")
                .with("Cache-Control", "no-store");
    }

    private static List<String> policy(String... formTargets) {
        List<String> policy = new ArrayList<>(List.of(POLICY));
        policy.addAll(List.of(formTargets));
        return policy;
    }
}
