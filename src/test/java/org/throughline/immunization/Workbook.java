package org.throughline.immunization;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Rows of a sheet of an xlsx file, each by the names in the first row: as much of the format as the tests need. */
final class Workbook {

    private Workbook() {}

    static List<Map<String, String>> rows(Path file, int sheet) throws Exception {
        Map<String, byte[]> parts = parts(file);
        List<String> shared = new ArrayList<>();
        for (Element item : elements(parse(parts, "xl/sharedStrings.xml"), "si")) {
            StringBuilder text = new StringBuilder();
            elements(item, "t").forEach(part -> text.append(part.getTextContent()));
            shared.add(text.toString());
        }
        List<Map<String, String>> rows = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        for (Element row : elements(parse(parts, "xl/worksheets/sheet" + sheet + ".xml"), "row")) {
            Map<String, String> cells = cells(row, shared);
            if (names.isEmpty()) {
                names.putAll(cells);
            } else {
                Map<String, String> named = new LinkedHashMap<>();
                cells.forEach((column, text) -> named.put(names.getOrDefault(column, column), text.strip()));
                rows.add(named);
            }
        }
        return rows;
    }

    private static Map<String, String> cells(Element row, List<String> shared) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Element cell : elements(row, "c")) {
            List<Element> values = elements(cell, "v");
            if (!values.isEmpty()) {
                String value = values.getFirst().getTextContent();
                cells.put(
                        cell.getAttribute("r").replaceAll("\\d", ""),
                        cell.getAttribute("t").equals("s") ? shared.get(Integer.parseInt(value)) : value);
            }
        }
        return cells;
    }

    private static Map<String, byte[]> parts(Path file) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private static Element parse(Map<String, byte[]> parts, String name) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Objects.requireNonNull(parts.get(name))))
                .getDocumentElement();
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int at = 0; at < found.getLength(); at++) {
            elements.add((Element) found.item(at));
        }
        return elements;
    }
}
