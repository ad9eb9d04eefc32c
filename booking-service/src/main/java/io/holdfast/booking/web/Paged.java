package io.holdfast.booking.web;

import java.util.List;

import io.holdfast.booking.domain.Page;
import io.holdfast.defaults.web.Problem;

/** A list's answer: {@code {"items":[…],"pagination":{…}}}. */
record Paged<T>(List<T> items, Pagination pagination) {

    static final int MOST = 100;

    record Pagination(long total, long pages, int currentPage) {}

    static <T> Paged<T> of(Page<T> page, int currentPage, int limit) {
        long pages = (page.total() + limit - 1) / limit;
        return new Paged<>(page.items(), new Pagination(page.total(), pages, currentPage));
    }

    /** Cuts a page out of a list that is at hand as a whole. */
    static <T> Paged<T> cut(List<T> all, int page, int limit) {
        List<T> items = all.stream().skip((long) (page - 1) * limit).limit(limit).toList();
        return of(new Page<>(items, all.size()), page, limit);
    }

    /** @throws Problem when there can be no such page */
    static void require(int page, int limit) {
        if (page < 1) {
            throw Problem.invalid("page", "must be 1 or more");
        }
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "must be between 1 and " + MOST);
        }
    }
}
