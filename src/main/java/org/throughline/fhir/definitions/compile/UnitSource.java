package org.throughline.fhir.definitions.compile;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Makes UCUM's published table into the lines that {@code fhir.units} reads. */
final class UnitSource {
    /** Scales that are a straight line from base units; the logarithmic ones are left out. */
    private static final Set<String> LINEAR = Set.of("Cel", "degF");

    private UnitSource() {}

    static String lines(InputStream essence) throws Exception {
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(essence);
        List<String> lines = new ArrayList<>();
        each(document, "prefix", prefix -> lines.add(line("prefix", prefix, "", value(prefix, "value"), "")));
        each(document, "base-unit", base -> lines.add(line("base", base, "metric", "1", "")));
        each(document, "unit", unit -> add(unit, lines));
        return String.join("\n", lines);
    }

    private static void add(Element unit, List<String> lines) {
        String metric = unit.getAttribute("isMetric").equals("yes") ? "metric" : "";
        if (unit.getAttribute("isArbitrary").equals("yes")
                && value(unit, "Unit").equals("1")) {
            // An international unit of one substance is not one of another: comparable only with itself.
            lines.add(line("base", unit, metric, "1", ""));
        } else if (!unit.getAttribute("isSpecial").equals("yes")) {
            lines.add(line("unit", unit, metric, value(unit, "value"), value(unit, "Unit")));
        } else {
            NodeList functions = unit.getElementsByTagName("function");
            if (functions.getLength() == 1 && LINEAR.contains(((Element) functions.item(0)).getAttribute("name"))) {
                Element function = (Element) functions.item(0);
                lines.add(line("special", unit, metric, function.getAttribute("value"), function.getAttribute("Unit")));
            }
        }
    }

    private static String line(String kind, Element element, String metric, String value, String unit) {
        return String.join("\t", kind, element.getAttribute("Code"), metric, value, unit);
    }

    private static String value(Element element, String attribute) {
        return ((Element) element.getElementsByTagName("value").item(0)).getAttribute(attribute);
    }

    @FunctionalInterface
    private interface Each {
        void accept(Element element);
    }

    private static void each(Document document, String name, Each each) {
        NodeList list = document.getElementsByTagName(name);
        for (int i = 0; i < list.getLength(); i++) {
            each.accept((Element) list.item(i));
        }
    }
}
