package org.throughline.network.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Organizations of a country, and patients drawn from it with the organizations at which they have a record. Made up after public
 * figures; {@code docs/scale.md} says which.
 */
final class Country {
    /** How often a sampled patient stands for others. */
    private final Random random;

    private final List<Org> orgs = new ArrayList<>();
    private final int regions;
    private final int local;

    /** What an organization is, how many changes a year it makes to the record of one of its patients, how many of all it is. */
    enum Kind {
        PRACTICE(30, 0.93),
        HOSPITAL(20, 0.06),
        LAB(60, 0.01);

        final int changes;
        final double share;

        Kind(int changes, double share) {
            this.changes = changes;
            this.share = share;
        }
    }

    /** @param number from 0 */
    record Org(int number, Kind kind) {}

    Country(int orgs, long seed) {
        this.random = new Random(seed);
        this.regions = orgs / 35;
        for (int i = 0; i < orgs; i++) {
            double place = (double) i / orgs;
            Kind kind = place < Kind.PRACTICE.share
                    ? Kind.PRACTICE
                    : place < Kind.PRACTICE.share + Kind.HOSPITAL.share ? Kind.HOSPITAL : Kind.LAB;
            this.orgs.add(new Org(i, kind));
        }
        this.local = (int) (orgs * (1 - Kind.LAB.share));
    }

    List<Org> orgs() {
        return List.copyOf(orgs);
    }

    /** Where somebody has a record: practices and hospitals of the region, seldom elsewhere, and a laboratory, few of which have most. */
    List<Org> patient() {
        int region = random.nextInt(regions);
        List<Org> at = new ArrayList<>();
        int practices = 1 + poisson(3);
        for (int i = 0; i < practices; i++) {
            add(at, random.nextInt(20) == 0 ? random.nextInt(local) : near(region, Kind.PRACTICE));
        }
        if (random.nextDouble() < 0.6) {
            add(at, near(region, Kind.HOSPITAL));
        }
        if (random.nextDouble() < 0.8) {
            add(at, lab());
        }
        return at;
    }

    private void add(List<Org> at, int number) {
        Org org = orgs.get(number);
        if (!at.contains(org)) {
            at.add(org);
        }
    }

    /** One of the region's; the first of them have more patients than the last. */
    private int near(int region, Kind kind) {
        int first = kind == Kind.PRACTICE ? 0 : (int) (orgs.size() * Kind.PRACTICE.share);
        int all = (int) (orgs.size() * kind.share);
        int each = Math.max(1, all / regions);
        double skewed = Math.pow(random.nextDouble(), 2);
        return first + (int) (((long) region * all / regions + (long) (skewed * each)) % all);
    }

    /** Zipf's law: the first has about an eighth of all. */
    private int lab() {
        int labs = orgs.size() - local;
        double where = random.nextDouble() * Math.log(labs + 1.0);
        return local + Math.min(labs - 1, (int) Math.exp(where) - 1);
    }

    private int poisson(double mean) {
        double limit = Math.exp(-mean);
        double product = random.nextDouble();
        int count = 0;
        while (product > limit) {
            product *= random.nextDouble();
            count++;
        }
        return count;
    }
}
