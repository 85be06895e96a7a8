package org.throughline.clinic.order;

import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.throughline.care.chart.ChartReader;
import org.throughline.care.check.Dangers;
import org.throughline.care.entry.Choice;
import org.throughline.care.imaging.ImagingHistory;
import org.throughline.care.order.Countersigning;
import org.throughline.care.order.LastResults;
import org.throughline.care.order.OpenOrders;
import org.throughline.care.order.Orders;
import org.throughline.care.prescription.Dispatch;
import org.throughline.care.prescription.Pharmacies;
import org.throughline.care.referral.Destinations;
import org.throughline.care.referral.Referrals;
import org.throughline.clinic.ChartPages;
import org.throughline.terminology.orderset.OrderSets;
import org.throughline.ui.Pages;
import org.throughline.ui.draft.Drafts;

/** What the screens of orders work with. */
public record OrderDesk(
        Orders orders,
        Dangers dangers,
        OpenOrders open,
        Dispatch dispatch,
        Pharmacies pharmacies,
        Destinations destinations,
        Referrals referrals,
        LastResults last,
        RepeatWarnings repeats,
        ImagingHistory imaging,
        Countersigning countersigning,
        Supplier<List<Choice>> prescribers,
        Supplier<List<String>> protocols,
        OrderCatalog catalog,
        OrderSets sets,
        ChartReader charts,
        ChartPages chartPages,
        Printing printing,
        SecondStep second,
        BooleanSupplier advised,
        Drafts drafts,
        Pages pages,
        Clock clock) {}
