package org.throughline.clinic.registration;

import java.time.LocalDate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughline.care.chart.Person;
import org.throughline.care.registration.Candidate;
import org.throughline.ui.Dates;

/** Somebody who may be the same person, in words. */
public record CandidateView(String id, String name, String facts, String reasons, boolean strong) {
    static CandidateView of(Candidate candidate, Dates dates, LocalDate today) {
        CandidateView view = of(candidate.person(), dates, today);
        return new CandidateView(
                view.id(), view.name(), view.facts(), String.join(" · ", candidate.reasons()), candidate.strong());
    }

    static CandidateView of(Person person, Dates dates, LocalDate today) {
        String age = dates.age(person.birthDate(), "", today);
        String facts = Stream.of(
                        dates.date(person.birthDate()) + (age.isEmpty() ? "" : " (" + age + ")"),
                        person.gender(),
                        person.number(),
                        person.phone())
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(" · "));
        return new CandidateView(person.id(), person.listed(), facts, "", false);
    }
}
