package org.throughline.safety;

/**
 * Equations of kidney function. Creatinine is in mg/dL, weight in kg, height in cm, age in years.
 *
 * @see <a href="https://doi.org/10.1159/000180580">Cockcroft and Gault, Nephron 1976;16:31</a>
 * @see <a href="https://doi.org/10.1056/NEJMoa2102953">CKD-EPI 2021: Inker et al., N Engl J Med 2021;385:1737</a>
 * @see <a href="https://doi.org/10.1681/ASN.2008030287">bedside Schwartz: Schwartz et al., J Am Soc Nephrol 2009;20:629</a>
 * @see <a href="https://doi.org/10.1056/NEJM198710223171717">body surface: Mosteller, N Engl J Med 1987;317:1098</a>
 */
final class Renal {
    private static final double CM_PER_INCH = 2.54;
    private static final double STANDARD_SURFACE = 1.73;

    private Renal() {}

    /** Creatinine clearance in mL/min. */
    static double cockcroftGault(double creatinine, int years, boolean female, double weight) {
        return (140 - years) * weight / (72 * creatinine) * (female ? 0.85 : 1);
    }

    /** Devine's ideal weight; below 5 feet, 2.3 kg less for each inch. */
    static double idealWeight(double height, boolean female) {
        return (female ? 45.5 : 50) + 2.3 * (height / CM_PER_INCH - 60);
    }

    /** The ideal weight, the actual when that is less, and the adjusted one (ideal + 0.4 of the excess) above 120 % of the ideal. */
    static double dosingWeight(double weight, double height, boolean female) {
        double ideal = idealWeight(height, female);
        if (weight < ideal) {
            return weight;
        }
        return weight > 1.2 * ideal ? ideal + 0.4 * (weight - ideal) : ideal;
    }

    /** In mL/min/1.73 m². */
    static double ckdEpi(double creatinine, int years, boolean female) {
        double kappa = female ? 0.7 : 0.9;
        double alpha = female ? -0.241 : -0.302;
        double ratio = creatinine / kappa;
        return 142
                * Math.pow(Math.min(ratio, 1), alpha)
                * Math.pow(Math.max(ratio, 1), -1.2)
                * Math.pow(0.9938, years)
                * (female ? 1.012 : 1);
    }

    /** In mL/min/1.73 m². */
    static double schwartz(double creatinine, double height) {
        return 0.413 * height / creatinine;
    }

    /** From mL/min/1.73 m² to mL/min. */
    static double absolute(double indexed, double weight, double height) {
        return indexed * Math.sqrt(weight * height / 3600) / STANDARD_SURFACE;
    }
}
