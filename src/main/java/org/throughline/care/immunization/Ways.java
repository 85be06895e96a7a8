package org.throughline.care.immunization;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where and how vaccines are given: codes of HL7's ActSite and RouteOfAdministration, with words. */
public final class Ways {
    private static final Map<String, String> SITES = ordered(
            "LD", "Left deltoid",
            "RD", "Right deltoid",
            "LVL", "Left thigh",
            "RVL", "Right thigh",
            "LA", "Left upper arm",
            "RA", "Right upper arm",
            "LG", "Left gluteus",
            "RG", "Right gluteus");
    private static final Map<String, String> ROUTES = ordered(
            "IM", "Into the muscle",
            "SQ", "Under the skin",
            "PO", "By mouth",
            "NASSPRAY", "Into the nose",
            "IDINJ", "Into the skin");

    private Ways() {}

    private static Map<String, String> ordered(String... codesAndWords) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < codesAndWords.length; i += 2) {
            all.put(codesAndWords[i], codesAndWords[i + 1]);
        }
        return Collections.unmodifiableMap(all);
    }

    /** All sites: code and words. */
    public static Map<String, String> sites() {
        return SITES;
    }

    /** All routes: code and words. */
    public static Map<String, String> routes() {
        return ROUTES;
    }

    /** The words of a site; the code itself when it is none of these. */
    public static String site(String code) {
        return SITES.getOrDefault(code, code);
    }

    /** The words of a route; the code itself when it is none of these. */
    public static String route(String code) {
        return ROUTES.getOrDefault(code, code);
    }
}
