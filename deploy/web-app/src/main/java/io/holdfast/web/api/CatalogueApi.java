package io.holdfast.web.api;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Whose business it is, what is offered and by whom. Each call throws {@link ApiProblem}, as all of them do. */
@HttpExchange("/api/v1")
public interface CatalogueApi {

    /** The most that a page of a list can have. */
    int MOST = 100;

    @GetExchange("/business")
    BusinessProfile business();

    @GetExchange("/offerings")
    Listed<Offering> offerings(@RequestParam int page, @RequestParam int limit);

    @GetExchange("/offerings/{id}")
    Offering offering(@PathVariable String id);

    @GetExchange("/professionals")
    Listed<Professional> professionals(
            @RequestParam(required = false) @Nullable String offeringId, @RequestParam int page, @RequestParam int limit);

    @GetExchange("/professionals/{id}")
    Professional professional(@PathVariable String id);

    /** The first {@value #MOST}; nobody chooses from more on one page. */
    default List<Offering> offerings() {
        return offerings(1, MOST).items();
    }

    /** The first {@value #MOST}, of an offering or of all. */
    default List<Professional> professionals(@Nullable String offeringId) {
        return professionals(offeringId, 1, MOST).items();
    }
}
