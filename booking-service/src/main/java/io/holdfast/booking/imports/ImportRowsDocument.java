package io.holdfast.booking.imports;

import java.time.Instant;
import java.util.List;

import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.defaults.store.Bounded;
import io.holdfast.defaults.store.DataRetention;
import io.holdfast.defaults.store.PersonalData;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.index.Indexed;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A chunk of the rows of an import; {@code _id} is {@code content:kind:chunk}.
 *
 * @param content see {@link io.holdfast.booking.domain.imports.ImportContent#id()}
 */
@PersonalData(
        holds = "clients and bookings as another system says them, while they are being imported",
        erased = "nothing: erasing waits until no import goes on, and what uploads that broke off have left is deleted")
@DataRetention(
        since = "storedAt",
        period = "P7D",
        why = "they go when the import is over; these are of uploads that broke off, which nobody can take up again")
@Document(ImportRows.COLLECTION)
record ImportRowsDocument(
        @Id String id,
        @Indexed String tenantId,
        @Indexed String content,
        @Bounded(max = ImportRows.CHUNK, by = "ImportRows")
        @Bounded(of = "values", max = 20, by = "Columns")
        List<Row> rows,
        Instant storedAt) {

    static String idOf(String content, RowKind kind, int chunk) {
        return content + ":" + kind + ":" + chunk;
    }
}
