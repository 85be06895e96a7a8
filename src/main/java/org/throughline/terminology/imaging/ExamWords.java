package org.throughline.terminology.imaging;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tells from the words for an examination by what and where it looks: {@code XR Knee - left Views}, {@code CT chest w contrast}.
 * Others' names differ from ours; what is not understood wholly is not understood.
 */
final class ExamWords {
    private static final Map<Exam.Modality, Pattern> MEANS = new LinkedHashMap<>();

    static {
        // The surer first: a PET-CT is a PET, an MR angiogram no X-ray one.
        means(Exam.Modality.PT, "pet|positron emission tomography");
        means(Exam.Modality.MG, "mg|mammo\\w*|tomosynthesis of breast");
        means(Exam.Modality.BMD, "dxa|dexa|bone density|bone densitometry");
        means(Exam.Modality.MR, "mr|mri|mra|mrcp|magnetic resonance");
        means(Exam.Modality.CT, "ct|cta|computed tomography|cat scan");
        means(Exam.Modality.US, "us|ultraso\\w*|sonogra\\w*|doppler|duplex|echocardiogra\\w*");
        means(Exam.Modality.RF, "rf|fluoro\\w*|esophagram|barium");
        means(Exam.Modality.NM, "nm|scintigra\\w*|nuclear");
        means(Exam.Modality.XRAY, "xr|cr|dx|x-?rays?|radiogra\\w*|plain films?");
    }

    /** What others call parts that our catalogue names otherwise. */
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("brain", "head"),
            Map.entry("skull", "head"),
            Map.entry("thorax", "chest"),
            Map.entry("lungs?", "chest"),
            Map.entry("c-?spine", "cervical spine"),
            Map.entry("spine cervical|spine\\.cervical", "cervical spine"),
            Map.entry("t-?spine|dorsal spine", "thoracic spine"),
            Map.entry("spine thoracic|spine\\.thoracic", "thoracic spine"),
            Map.entry("l-?spine|lumbosacral spine|ls spine", "lumbar spine"),
            Map.entry("spine lumbar|spine\\.lumbar", "lumbar spine"),
            Map.entry("humerus", "upper arm"),
            Map.entry("femur", "thigh"),
            Map.entry("clavicle", "collarbone"),
            Map.entry("tibia|tibia and fibula|tib-?fib", "lower leg"),
            Map.entry("radius|ulna", "forearm"),
            Map.entry("calcaneus", "heel"),
            Map.entry("fingers", "finger"),
            Map.entry("toes", "toe"),
            Map.entry("breasts", "breast"),
            Map.entry("hips", "hip"),
            Map.entry("knees", "knee"),
            Map.entry("renal|kidney", "kidneys"),
            Map.entry("abdominal", "abdomen"),
            Map.entry("pelvic", "pelvis"),
            Map.entry("mammo\\w*", "breast"),
            Map.entry("mrcp", "bile ducts"),
            Map.entry("echocardiogra\\w*|cardiac", "heart"),
            Map.entry("carotids?", "carotid arteries"),
            Map.entry("facial|maxillofacial", "face"));

    private static final Pattern VESSELS = Pattern.compile("\\b(?:cta|mra|angiogra\\w*)\\b");
    private static final Pattern LEFT = Pattern.compile("\\b(?:left|lt)\\b");
    private static final Pattern RIGHT = Pattern.compile("\\b(?:right|rt)\\b(?! upper| lower)");
    private static final Pattern BOTH = Pattern.compile("\\b(?:both|bilateral)\\b");

    private final Map<Pattern, String> parts = new LinkedHashMap<>();
    private final Map<String, Set<String>> areas;

    private ExamWords(Map<Pattern, String> parts, Map<String, Set<String>> areas) {
        this.parts.putAll(parts);
        this.areas = areas;
    }

    /** @param areas where each part is that our catalogue knows */
    static ExamWords of(Map<String, Set<String>> areas) {
        Map<Pattern, String> parts = new LinkedHashMap<>();
        Stream.concat(
                        areas.keySet().stream().map(part -> Map.entry(Pattern.quote(part), part)),
                        OTHERS.entrySet().stream())
                .filter(each -> areas.containsKey(each.getValue()))
                .sorted(Comparator.comparingInt((Map.Entry<String, String> each) ->
                                -each.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .forEach(each -> parts.put(whole(each.getKey()), each.getValue()));
        return new ExamWords(parts, Map.copyOf(areas));
    }

    private static void means(Exam.Modality modality, String words) {
        MEANS.put(modality, whole(words));
    }

    private static Pattern whole(String words) {
        return Pattern.compile("\\b(?:" + words + ")\\b");
    }

    /** @param told the modality when it is known otherwise; empty to tell it from the words */
    Optional<Exam> read(String words, Optional<Exam.Modality> told) {
        String text = words.toLowerCase(Locale.ROOT);
        Optional<Exam.Modality> modality = told.or(() -> MEANS.entrySet().stream()
                .filter(each -> each.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .findFirst());
        Set<String> named = parts(text);
        if (modality.isEmpty() || named.isEmpty()) {
            return Optional.empty();
        }
        Set<String> where = new HashSet<>();
        named.forEach(part -> where.addAll(areas.getOrDefault(part, Set.of())));
        boolean vessels = VESSELS.matcher(text).find();
        Set<String> of = new HashSet<>();
        named.forEach(part -> of.add(vessels ? vessels(part) : part));
        return Optional.of(new Exam(modality.get(), of, where, side(text)));
    }

    private static String vessels(String part) {
        return part.contains("arteries") || part.contains("veins") ? part : "arteries of " + part;
    }

    /** What is found is taken out, so that a "lumbar spine" is not a "spine" too. */
    private Set<String> parts(String text) {
        Set<String> found = new HashSet<>();
        String rest = text;
        for (Map.Entry<Pattern, String> each : parts.entrySet()) {
            String without = each.getKey().matcher(rest).replaceAll(" ");
            if (!without.equals(rest)) {
                found.add(each.getValue());
                rest = without;
            }
        }
        return found;
    }

    private static Exam.Side side(String text) {
        boolean left = LEFT.matcher(text).find();
        boolean right = RIGHT.matcher(text).find();
        if (BOTH.matcher(text).find() || (left && right)) {
            return Exam.Side.BOTH;
        }
        if (left) {
            return Exam.Side.LEFT;
        }
        return right ? Exam.Side.RIGHT : Exam.Side.UNTOLD;
    }
}
