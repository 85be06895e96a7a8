package org.throughline.clinic;

import java.util.List;
import java.util.Set;
import org.throughline.clinic.entry.Begun;
import org.throughline.login.smart.app.App;

/**
 * What stands above every page of a chart.
 *
 * @param opened why and until when the chart is open with a reason; empty when it is open by itself
 * @param details whether the visitor may change the patient's details
 * @param begun forms of this chart that the visitor has begun and not saved
 * @param unsigned notes of this chart that the visitor has begun and not signed
 * @param charges whether the visitor may see what is charged
 * @param orders whether the visitor may order
 * @param enters the sections in which the visitor may enter something new
 * @param former the numbers of records that were merged into this one
 * @param photo the version of the photo; 0 for none
 * @param apps those that can be opened from here
 * @param emergency whether the visitor may ask others in an emergency, and there are any
 * @param joined whether there is anybody with whom a record can be shared
 * @param elsewhere the other organizations whose entries stand in the chart
 * @param moved that the chart has moved to another practice, or comes from one
 */
public record Banner(
        ChartView view,
        String opened,
        boolean details,
        List<Begun> begun,
        List<Begun> unsigned,
        boolean charges,
        boolean orders,
        Set<String> enters,
        List<String> former,
        int photo,
        List<App> apps,
        boolean emergency,
        boolean joined,
        Elsewhere elsewhere,
        Moves.Words moved) {
    public Banner {
        begun = List.copyOf(begun);
        unsigned = List.copyOf(unsigned);
        enters = Set.copyOf(enters);
        former = List.copyOf(former);
        apps = List.copyOf(apps);
    }
}
