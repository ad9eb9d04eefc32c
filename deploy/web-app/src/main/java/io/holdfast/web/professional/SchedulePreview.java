package io.holdfast.web.professional;

import java.util.List;

import io.holdfast.web.api.ApiProblem;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Day;
import io.holdfast.web.api.Offering;
import io.holdfast.web.api.ProfessionalApi;
import io.holdfast.web.page.Page;
import io.holdfast.web.text.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What clients would see with hours that may not be saved yet: the API says it, by the rules that hold when they book. */
@Component
class SchedulePreview {

    private static final int DAYS = 7;
    private static final int MOST_TIMES = 12;

    private final CatalogueApi catalogue;
    private final ProfessionalApi mine;

    SchedulePreview(CatalogueApi catalogue, ProfessionalApi mine) {
        this.catalogue = catalogue;
        this.mine = mine;
    }

    /**
     * @param wanted   null where something in the form is wrong
     * @param offering the one that was chosen; the first without it
     */
    ScheduleView.Preview of(
            Page page, ProfessionalApi.Profile profile, ProfessionalApi.@Nullable Schedule wanted, boolean stored, String offering) {
        List<Offering> all = catalogue.offerings().stream()
                .filter(one -> profile.offeringIds().contains(one.id()) && !one.isMatched())
                .toList();
        String address = "/p/" + profile.id();
        if (all.isEmpty() || wanted == null) {
            String trouble = page.text(all.isEmpty() ? "professional.preview.nothing" : "professional.preview.wrong");
            return new ScheduleView.Preview(address, offered(all, ""), trouble, stored, List.of());
        }
        Offering chosen = all.stream().filter(one -> one.id().equals(offering)).findFirst().orElse(all.getFirst());
        try {
            ProfessionalApi.Preview seen = mine.preview(wanted, chosen.id(), DAYS);
            Times times = page.times(seen.zone());
            return new ScheduleView.Preview(
                    address, offered(all, chosen.id()), null, stored, seen.days().stream().map(day -> day(times, day)).toList());
        } catch (ApiProblem problem) {
            if (problem.status() >= 500 || problem.isUnauthenticated()) {
                throw problem;
            }
            // The page says beside each field what is wrong, once it is saved; or the offering has just gone.
            return new ScheduleView.Preview(
                    address, offered(all, chosen.id()), page.text("professional.preview.wrong"), stored, List.of());
        }
    }

    private static List<ScheduleView.Offered> offered(List<Offering> all, String chosen) {
        return all.stream().map(one -> new ScheduleView.Offered(one.id(), one.name(), one.id().equals(chosen))).toList();
    }

    private static ScheduleView.PreviewDay day(Times times, ProfessionalApi.PreviewDay day) {
        List<String> free = day.slots().stream().filter(Day.Slot::available).map(Day.Slot::time).toList();
        return new ScheduleView.PreviewDay(
                times.day(day.date()), free.stream().limit(MOST_TIMES).toList(), Math.max(0, free.size() - MOST_TIMES));
    }
}
