package org.throughline.app.bench;

import java.util.List;

/** What was loaded and can be asked for. */
record Known(List<Person> patients, List<String> observations) {

    /** A patient: the id that the server gave, and what to look for. */
    record Person(String id, String family, String given, String birthDate) {}
}
