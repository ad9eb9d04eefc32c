package io.holdfast.web.admin.catalogue;

import java.util.List;

/** What is offered, and what was. @param more how many there are beside those shown; 0 where all are */
public record OfferingListView(List<Row> rows, long more) {

    public record Row(String address, String name, String durations, String price, String confirmation, boolean isActive) {}
}
