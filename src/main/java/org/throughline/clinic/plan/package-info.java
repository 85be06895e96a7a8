/**
 * The section of the chart on which the plan of care is worked on: goals with how they stand, activities with who does them and how
 * they go, the care team, over all organizations. It goes into the page of the chart ({@link org.throughline.clinic.Clinic}); its forms
 * stand beside it. May import what lies below {@code clinic}.
 */
@NullMarked
package org.throughline.clinic.plan;

import org.jspecify.annotations.NullMarked;
