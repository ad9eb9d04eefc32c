package io.holdfast.web.admin.part;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.holdfast.web.api.AdminApi;
import io.holdfast.web.api.CatalogueApi;
import io.holdfast.web.api.Offering;
import org.jspecify.annotations.Nullable;

/** What offerings and professionals are called, whose ids stand in answers. */
public record Names(List<Offering> offerings, List<AdminApi.Colleague> professionals) {

    /** The first hundred of each; more nobody chooses from, and who is not among them is shown by id. */
    public static Names of(AdminApi admin) {
        return new Names(admin.offerings(1, CatalogueApi.MOST).items(), admin.professionals(1, CatalogueApi.MOST).items());
    }

    public String offering(String id) {
        return offerings.stream().filter(one -> one.id().equals(id)).map(Offering::name).findFirst().orElse(id);
    }

    public @Nullable String professional(@Nullable String id) {
        return id == null ? null : byId().getOrDefault(id, id);
    }

    private Map<String, String> byId() {
        return professionals.stream()
                .collect(Collectors.toMap(AdminApi.Colleague::id, AdminApi.Colleague::displayName, (one, other) -> one));
    }

    public List<Filter.Option> offeringOptions() {
        return offerings.stream().map(one -> new Filter.Option(one.id(), one.name())).toList();
    }

    public List<Filter.Option> professionalOptions() {
        return professionals.stream().map(one -> new Filter.Option(one.id(), one.displayName())).toList();
    }
}
