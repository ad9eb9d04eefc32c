package io.holdfast.razorpay.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The fields of a request body to Razorpay, refused one at a time and in its words. */
final class RazorpayFields {
    private static final int MOST_NOTES = 15;
    private static final int LONGEST_NOTE = 256;
    private static final int LONGEST_RECEIPT = 40;
    /** Razorpay's international payments take these; so not every currency that there is. */
    private static final Set<String> CURRENCIES = Set.of(("AED ALL AMD ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL "
        + "BSD BTN BWP BZD CAD CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD GBP GHS GIP GMD GNF GTQ GYD HKD "
        + "HNL HTG HUF IDR ILS INR IQD ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LKR LRD LSL MAD MDL MGA MKD MMK MNT "
        + "MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SCR SEK SGD "
        + "SLL SOS SSP SVC SZL THB TND TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV XAF XCD XOF XPF YER ZAR ZMW").split(" "));

    private final JsonNode body;

    RazorpayFields(JsonNode body, Set<String> known) {
        this.body = body;
        var unknown = body.propertyNames().stream().filter(name -> !known.contains(name)).sorted().toList();
        if (!unknown.isEmpty()) {
            throw RazorpayError.invalid(unknown.getFirst(),
                String.join(", ", unknown) + " is/are not required and should not be sent");
        }
    }

    long amount(long least, String tooLittle) {
        var amount = optionalAmount(least, tooLittle);
        if (amount == null) {
            throw RazorpayError.invalid("amount", "The amount field is required.");
        }
        return amount;
    }

    @Nullable Long optionalAmount(long least, String tooLittle) {
        var amount = present("amount");
        if (amount == null) {
            return null;
        }
        if (!amount.isIntegralNumber() || !amount.canConvertToLong()) {
            throw RazorpayError.invalid("amount", "The amount must be an integer.");
        }
        if (amount.longValue() < least) {
            throw RazorpayError.invalid("amount", tooLittle);
        }
        return amount.longValue();
    }

    String currency() {
        var currency = text("currency");
        if (currency == null) {
            throw RazorpayError.invalid("currency", "The currency field is required.");
        }
        if (!CURRENCIES.contains(currency)) {
            throw RazorpayError.invalid("currency", "Currency is not supported");
        }
        return currency;
    }

    @Nullable String receipt() {
        var receipt = text("receipt");
        if (receipt != null && receipt.length() > LONGEST_RECEIPT) {
            throw RazorpayError.invalid("receipt", "The receipt may not be greater than 40 characters.");
        }
        return receipt == null || receipt.isEmpty() ? null : receipt;
    }

    @Nullable String text(String field) {
        var value = present(field);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw RazorpayError.invalid(field, "The " + field + " must be a string.");
        }
        return value.asString();
    }

    /** An object; one without fields when there is none. */
    JsonNode object(String field) {
        var value = present(field);
        if (value == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!value.isObject()) {
            throw RazorpayError.invalid(field, "The " + field + " must be an array.");
        }
        return value;
    }

    boolean has(String field) {
        return present(field) != null;
    }

    @Nullable Long minutes(String field) {
        var value = present(field);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw RazorpayError.invalid(field, "The " + field + " must be an integer.");
        }
        return value.longValue();
    }

    boolean flag(String field) {
        var value = present(field);
        if (value != null && !value.isBoolean()) {
            throw RazorpayError.invalid(field, "The " + field + " field must be true or false.");
        }
        return value != null && value.booleanValue();
    }

    List<Note> notes() {
        var notes = present("notes");
        if (notes == null || (notes.isArray() && notes.isEmpty())) {
            return List.of();
        }
        if (!notes.isObject()) {
            throw RazorpayError.invalid("notes", "The notes must be an array.");
        }
        if (notes.size() > MOST_NOTES) {
            throw RazorpayError.invalid("notes",
                "The number of fields in notes should be less than or equal to 15");
        }
        var pairs = new ArrayList<Note>();
        notes.properties().forEach(note -> {
            if (!note.getValue().isValueNode() || note.getValue().asString().length() > LONGEST_NOTE) {
                throw RazorpayError.invalid("notes", "The value of each field in notes must be a text of at most "
                    + LONGEST_NOTE + " characters");
            }
            pairs.add(new Note(note.getKey(), note.getValue().asString()));
        });
        return List.copyOf(pairs);
    }

    private @Nullable JsonNode present(String field) {
        var value = body.get(field);
        return value == null || value.isNull() ? null : value;
    }
}
