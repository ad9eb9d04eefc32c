package io.holdfast.booking.imports;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.imports.Import;
import io.holdfast.booking.domain.imports.ImportContent;
import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.defaults.web.Problem;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The rows of imports, stored chunk by chunk as they come in, so that their number costs no memory. */
@Component
class ImportRows {

    static final String COLLECTION = "import-rows";
    static final int CHUNK = 100;
    /** Rows of one import, of all kinds. */
    static final int MOST = 100_000;

    private final MongoOperations mongo;
    private final Clock clock;

    ImportRows(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    List<Row> chunk(ImportContent content, RowKind kind, int chunk) {
        String id = ImportRowsDocument.idOf(content.id(), kind, chunk);
        return Optional.ofNullable(mongo.findById(id, ImportRowsDocument.class))
                .map(ImportRowsDocument::rows)
                .orElseGet(List::of);
    }

    void delete(String content) {
        mongo.remove(Query.query(Criteria.where("content").is(content)), ImportRowsDocument.class);
    }

    Sink sink(TenantId tenant) {
        return new Sink(tenant);
    }

    /** Takes the rows of one import. */
    final class Sink implements RowSink {

        private final TenantId tenant;
        private final String content = UUID.randomUUID().toString();
        private final MessageDigest hash = DigestUtils.getSha256Digest();
        private final Map<RowKind, List<Row>> open = new EnumMap<>(RowKind.class);
        private final Map<RowKind, Integer> chunks = new EnumMap<>(RowKind.class);
        private int rows;
        private int professionals;

        private Sink(TenantId tenant) {
            this.tenant = tenant;
        }

        /** @throws Problem 422 when it is one too many */
        @Override
        public void add(RowKind kind, Row row) {
            if (++rows > MOST) {
                throw ImportProblems.tooLong("An import has at most " + MOST + " rows.");
            }
            if (kind == RowKind.PROFESSIONALS && ++professionals > Import.MOST_PROFESSIONALS) {
                throw ImportProblems.tooLong("An import has at most " + Import.MOST_PROFESSIONALS + " professionals.");
            }
            String text = kind + "\n" + row.line() + "\n" + new TreeMap<>(row.values()) + "\n";
            hash.update(text.getBytes(StandardCharsets.UTF_8));
            List<Row> chunk = open.computeIfAbsent(kind, any -> new ArrayList<>(CHUNK));
            chunk.add(row);
            if (chunk.size() == CHUNK) {
                store(kind, chunk);
                chunk.clear();
            }
        }

        ImportContent finish() {
            open.forEach((kind, chunk) -> {
                if (!chunk.isEmpty()) {
                    store(kind, chunk);
                }
            });
            return new ImportContent(content, HexFormat.of().formatHex(hash.digest()), chunks);
        }

        /** Takes back what is stored: nothing comes of it. */
        void discard() {
            delete(content);
        }

        private void store(RowKind kind, List<Row> chunk) {
            int number = chunks.merge(kind, 1, Integer::sum) - 1;
            mongo.insert(new ImportRowsDocument(
                    ImportRowsDocument.idOf(content, kind, number), tenant.value(), content, List.copyOf(chunk), clock.instant()));
        }
    }
}
