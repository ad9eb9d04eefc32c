package io.holdfast.web.admin.catalogue;

import java.util.List;

/** Who works here, and who did. @param more how many there are beside those shown; 0 where all are */
public record ProfessionalListView(List<Row> rows, long more) {

    public record Row(
            String address, String name, String category, String email, String rate, String zone, int offerings, boolean isActive) {}
}
