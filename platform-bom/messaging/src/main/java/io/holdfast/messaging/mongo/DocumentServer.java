package io.holdfast.messaging.mongo;

import com.mongodb.MongoCommandException;
import org.bson.Document;
import org.springframework.dao.DataAccessException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;

/** What differs between the document servers that Holdfast runs on. */
public final class DocumentServer {

    private static final int COMMAND_NOT_FOUND = 59;

    private DocumentServer() {}

    /**
     * Indexes {@code (_id, version)} on the embedded server only: its planner takes nothing but a unique index on
     * exactly the fields of the filter, and would scan for every versioned save. Elsewhere {@code _id} is enough and a
     * second unique index halves the rate of writes.
     */
    public static void indexVersionWhereNeeded(MongoOperations mongo, Class<?> type) {
        if (isEmbedded(mongo)) {
            mongo.indexOps(type)
                    .createIndex(new Index()
                            .on("_id", Sort.Direction.ASC)
                            .on("version", Sort.Direction.ASC)
                            .unique());
        }
    }

    /** Known by what it lacks: every other server answers {@code hello}. */
    static boolean isEmbedded(MongoOperations mongo) {
        try {
            mongo.executeCommand(new Document("hello", 1));
            return false;
        } catch (DataAccessException e) {
            if (e.getCause() instanceof MongoCommandException command && command.getErrorCode() == COMMAND_NOT_FOUND) {
                return true;
            }
            throw e;
        }
    }
}
