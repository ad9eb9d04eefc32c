package io.holdfast.booking.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.openpdf.text.pdf.PRTokeniser;
import org.openpdf.text.pdf.PdfContentParser;
import org.openpdf.text.pdf.PdfDictionary;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfObject;
import org.openpdf.text.pdf.PdfReader;

/** A PDF's text as a search finds it and a screen reader says it: run by run, in the order of the page. */
public final class ActualText {

    private ActualText() {}

    public static String of(byte[] pdf) throws IOException {
        var text = new StringBuilder();
        try (var reader = new PdfReader(pdf)) {
            for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                var parser = new PdfContentParser(new PRTokeniser(reader.getPageContent(page)));
                List<PdfObject> operation = new ArrayList<>();
                while (!parser.parse(operation).isEmpty()) {
                    if (operation.size() == 3
                            && operation.getLast().toString().equals("BDC")
                            && operation.get(1) instanceof PdfDictionary properties
                            && properties.getAsString(PdfName.ACTUALTEXT) != null) {
                        text.append(properties.getAsString(PdfName.ACTUALTEXT).toUnicodeString()).append('\n');
                    }
                }
            }
        }
        return text.toString();
    }
}
