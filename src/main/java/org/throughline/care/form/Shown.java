package org.throughline.care.form;

/**
 * On what it depends whether something is shown.
 *
 * @param key the field that is asked
 * @param operator as FHIR has it: {@code exists}, {@code =}, {@code !=}, {@code >}, {@code <}, {@code >=}, {@code <=}
 * @param value {@code true} or {@code false} for {@code exists} and for yes or no; else a number, an option's code or a text
 * @see <a href="https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen">enableWhen</a>
 */
public record Shown(String key, String operator, String value) {}
