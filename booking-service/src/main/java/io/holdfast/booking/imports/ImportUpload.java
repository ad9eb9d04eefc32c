package io.holdfast.booking.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.holdfast.booking.domain.TenantId;
import io.holdfast.booking.domain.imports.ImportContent;
import io.holdfast.booking.domain.imports.ImportFormat;
import io.holdfast.booking.domain.imports.RowKind;
import io.holdfast.defaults.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletDiskFileUpload;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.springframework.stereotype.Component;

/** Reads the files of an upload as they come in, and stores their rows: nothing of them is kept in memory or on a disk. */
@Component
class ImportUpload {

    private static final int LONGEST_PART_HEADER = 2_000;

    private final ImportRows rows;

    ImportUpload(ImportRows rows) {
        this.rows = rows;
    }

    /** What came. */
    record Uploaded(ImportFormat format, ImportContent content) {}

    /** @throws Problem when it cannot be read; then nothing of it is kept */
    Uploaded read(HttpServletRequest request, TenantId tenant, String source) {
        if (!JakartaServletFileUpload.isMultipartContent(request)) {
            throw Problem.unsupported("Files are sent as multipart/form-data.");
        }
        ImportRows.Sink sink = rows.sink(tenant);
        boolean read = false;
        try {
            Uploaded uploaded = readParts(request, new Files(tenant, source, sink));
            read = true;
            return uploaded;
        } catch (FileUploadException e) {
            throw Problem.behind(e).orElseGet(() -> Problem.badRequest("The body is no multipart/form-data that can be read."));
        } catch (IOException e) {
            throw Problem.behind(e).orElseGet(() -> Problem.badRequest("The body did not come as it was announced."));
        } finally {
            if (!read) {
                sink.discard();
            }
        }
    }

    private static Uploaded readParts(HttpServletRequest request, Files files) throws IOException {
        var upload = new JakartaServletDiskFileUpload();
        upload.setMaxPartHeaderSize(LONGEST_PART_HEADER);
        FileItemInputIterator parts = upload.getItemIterator(request);
        while (parts.hasNext()) {
            FileItemInput part = parts.next();
            try (InputStream file = part.getInputStream()) {
                files.read(part.getFieldName(), file);
            }
        }
        return files.finish();
    }

    /** The files of one upload. */
    private static final class Files {

        private static final String DUMP = "dump";

        private final TenantId tenant;
        private final String source;
        private final ImportRows.Sink sink;
        private final Set<String> seen = new HashSet<>();

        Files(TenantId tenant, String source, ImportRows.Sink sink) {
            this.tenant = tenant;
            this.source = source;
            this.sink = sink;
        }

        void read(String name, InputStream file) throws IOException {
            Optional<RowKind> kind = kindOf(name);
            if (kind.isEmpty() && !DUMP.equals(name)) {
                throw ImportProblems.unreadable("A part of the form is called otherwise than offerings, professionals, contacts,"
                        + " bookings or dump.");
            }
            if (!seen.add(name)) {
                throw ImportProblems.unreadable("The part " + name + " comes twice.");
            }
            if (seen.contains(DUMP) && seen.size() > 1) {
                throw ImportProblems.unreadable("A dump comes alone.");
            }
            if (kind.isPresent()) {
                CsvRows.read(kind.get(), file, row -> sink.add(kind.get(), row));
            } else {
                DumpRows.read(file, new EasyAppointments(tenant, source, sink));
            }
        }

        Uploaded finish() {
            if (seen.isEmpty()) {
                throw ImportProblems.unreadable(
                        "There is no file; send offerings, professionals, contacts or bookings, or a dump.");
            }
            return new Uploaded(
                    seen.contains(DUMP) ? ImportFormat.EASY_APPOINTMENTS_DUMP : ImportFormat.CSV, sink.finish());
        }

        private static Optional<RowKind> kindOf(String name) {
            return Stream.of(RowKind.values())
                    .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }
    }
}
