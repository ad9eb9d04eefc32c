package io.holdfast.booking.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.client.Client;
import io.holdfast.booking.domain.imports.Imports;
import io.holdfast.defaults.privacy.Person;
import io.holdfast.defaults.privacy.PersonalRecords;
import io.holdfast.messaging.RetryLater;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Rows that name them and are being imported, after which they are gone; whoever is erased meanwhile is once that is over. Those
 * that an upload has left which broke off nobody takes up again.
 */
@Component
class ImportRecords implements PersonalRecords {

    private static final List<String> ADDRESSES = List.of("email", "clientEmail");

    private final MongoOperations mongo;
    private final Imports imports;

    ImportRecords(MongoOperations mongo, Imports imports) {
        this.mongo = mongo;
        this.imports = imports;
    }

    @Override
    public String collection() {
        return ImportRows.COLLECTION;
    }

    @Override
    public List<Criteria> of(Person person) {
        return person.isFirstPage() ? List.of(Criteria.where("tenantId").is(person.tenantId())) : List.of();
    }

    @Override
    public boolean isTheirs(Document stored, Person person) {
        return rows(stored).anyMatch(row -> names(row, person));
    }

    @Override
    public Document readableBy(Person person, Document stored) {
        return new Document(Map.of("rows", rows(stored).filter(row -> names(row, person)).toList()));
    }

    private static Stream<Document> rows(Document stored) {
        return stored.getList("rows", Document.class, List.of()).stream();
    }

    private static boolean names(Document row, Person person) {
        Document values = Optional.ofNullable(row.get("values", Document.class)).orElseGet(Document::new);
        return ADDRESSES.stream()
                .flatMap(column -> Stream.ofNullable(values.getString(column)))
                .flatMap(address -> Arrays.asList(address, Client.mailboxOf(address)).stream())
                .anyMatch(person::hasAddress);
    }

    @Override
    public long erase(Person person) {
        if (!imports.running(new TenantId(person.tenantId())).isEmpty()) {
            throw new RetryLater("An import goes on, whose rows may name them", null);
        }
        return of(person).stream()
                .mapToLong(left -> mongo.remove(Query.query(left), collection()).getDeletedCount())
                .sum();
    }
}
