package io.holdfast.loadtests;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What stands on the command line, as {@code --name value}, over the defaults. */
public final class Options {

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the command line.
     *
     * @param defaults every option there is; an empty text for one that may be absent
     * @throws IllegalArgumentException with a sentence for the user when an option is unknown or has no value
     */
    public static Options read(String[] arguments, Map<String, String> defaults) {
        var values = new LinkedHashMap<>(defaults);
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i].startsWith("--") ? arguments[i].substring(2) : "";
            if (!defaults.containsKey(name)) {
                throw new IllegalArgumentException("There is no option " + arguments[i] + "; there are " + named(defaults));
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value.");
            }
            values.put(name, arguments[i + 1]);
        }
        return new Options(values);
    }

    /** A count, at least {@code least}. */
    public int count(String name, int least) {
        String text = values.getOrDefault(name, "");
        try {
            int count = Integer.parseInt(text);
            if (count >= least) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a number, not '" + text + "'.", e);
        }
        throw new IllegalArgumentException("--" + name + " must be at least " + least + ", not " + text + ".");
    }

    /** Counts, separated by commas, each at least {@code least}. */
    public List<Integer> counts(String name, int least) {
        return Arrays.stream(values.getOrDefault(name, "").split(","))
                .map(text -> new Options(Map.of(name, text.strip())).count(name, least))
                .toList();
    }

    /** A text, or null when it was not given. */
    public @Nullable String text(String name) {
        String text = values.getOrDefault(name, "");
        return text.isBlank() ? null : text;
    }

    private static String named(Map<String, String> defaults) {
        var names = new StringBuilder();
        defaults.forEach((name, value) -> names.append(names.isEmpty() ? "" : ", ")
                .append("--").append(name).append(value.isEmpty() ? "" : " " + value));
        return names.toString();
    }
}
