package io.holdfast.booking.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.holdfast.booking.imports.EasyAppointments.Person;
import io.holdfast.defaults.web.Problem;
import io.holdfast.defaults.web.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Reads what mysqldump wrote of an Easy!Appointments database, character by character: the tables may come in any order, of others
 * than ours nothing is kept. Appointments, which are many, go on as they come; who and what they are about is kept until the end.
 */
final class DumpRows {

    private static final int MOST_IN_MEMORY = 120_000;
    private static final int LONGEST_STATEMENT_HEAD = 20_000;
    private static final Pattern INSERT = Pattern.compile(
            "(?is)INSERT\\s+(?:IGNORE\\s+)?INTO\\s+[`\"]?([A-Za-z0-9_]+)[`\"]?\\s*(?:\\(([^)]*)\\)\\s*)?VALUES\\s*");
    private static final Pattern CREATE =
            Pattern.compile("(?is)CREATE\\s+TABLE\\s+(?:IF\\s+NOT\\s+EXISTS\\s+)?[`\"]?([A-Za-z0-9_]+)[`\"]?\\s*\\((.*)");
    private static final Pattern COLUMN = Pattern.compile("(?m)^\\s*[`\"]([A-Za-z0-9_]+)[`\"]\\s");
    private static final Pattern TABLE = Pattern.compile(
            "(?:[A-Za-z0-9]+_)?(users|roles|services|services_providers|appointments|user_settings)");

    private final Reader text;
    private final EasyAppointments into;
    private final Map<String, List<String>> columns = new HashMap<>();
    private final Map<String, String> roles = new HashMap<>();
    private final Map<Integer, Map<String, String>> users = new TreeMap<>();
    private final Map<String, List<String>> provides = new HashMap<>();
    private final Map<String, String> plans = new HashMap<>();
    private boolean any;
    private int kept;

    private DumpRows(Reader text, EasyAppointments into) {
        this.text = text;
        this.into = into;
    }

    /** @throws Problem 422 that says what is wrong */
    static void read(InputStream file, EasyAppointments into) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            new DumpRows(new BufferedReader(new InputStreamReader(file, decoder)), into).read();
        } catch (CharacterCodingException e) {
            throw ImportProblems.unreadable("The dump cannot be read: it is not in UTF-8.");
        }
    }

    private void read() throws IOException {
        var head = new StringBuilder();
        for (int c = next(); c >= 0; c = next()) {
            if (c == ';') {
                define(head);
                head.setLength(0);
            } else if (c == '-' && isComment(head)) {
                skipLine();
                head.setLength(0);
            } else if (c == '\'') {
                string();
            } else if (head.length() < LONGEST_STATEMENT_HEAD) {
                head.append((char) c);
            }
            if (c == '(') {
                readRows(head);
            }
        }
        if (!any) {
            throw ImportProblems.unreadable("The dump cannot be read: it has none of the tables of Easy!Appointments.");
        }
        tell();
    }

    /** Two dashes at the beginning of a line. */
    private static boolean isComment(StringBuilder head) {
        int last = head.length() - 1;
        return last >= 0 && head.charAt(last) == '-' && head.substring(0, last).isBlank();
    }

    private void skipLine() throws IOException {
        for (int c = next(); c >= 0 && c != '\n'; c = next()) {
            // To its end.
        }
    }

    private void define(StringBuilder head) {
        Matcher create = CREATE.matcher(head.toString().strip());
        if (create.matches() && TABLE.matcher(create.group(1)).matches()) {
            var names = new ArrayList<String>();
            Matcher column = COLUMN.matcher(create.group(2));
            while (column.find()) {
                names.add(column.group(1));
            }
            columns.put(create.group(1), names);
        }
    }

    /** Where the head is that of an INSERT, its rows follow. */
    private void readRows(StringBuilder head) throws IOException {
        if (head.isEmpty() || head.length() >= LONGEST_STATEMENT_HEAD) {
            return;
        }
        String said = head.substring(0, head.length() - 1);
        Matcher insert = INSERT.matcher(said.strip() + " ");
        if (!insert.matches()) {
            return;
        }
        Matcher table = TABLE.matcher(insert.group(1));
        List<String> names = insert.group(2) == null ? columns.get(insert.group(1)) : split(insert.group(2));
        if (table.matches() && names == null) {
            throw ImportProblems.unreadable("The dump cannot be read: it does not say the columns of " + insert.group(1)
                    + "; please dump it with its structure, or with --complete-insert.");
        }
        boolean wanted = table.matches();
        do {
            List<@Nullable String> values = tuple();
            if (wanted && names != null) {
                any = true;
                take(table.group(1), row(names, values));
            }
        } while (anotherTuple());
        head.setLength(0);
    }

    private static List<String> split(String names) {
        return Pattern.compile(",").splitAsStream(names).map(name -> name.replaceAll("[`\"\\s]", "")).toList();
    }

    private static Map<String, String> row(List<String> names, List<@Nullable String> values) {
        if (names.size() != values.size()) {
            throw ImportProblems.unreadable("The dump cannot be read: a row has other columns than its table.");
        }
        var row = new HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            String value = values.get(i);
            if (value != null) {
                row.put(names.get(i), value);
            }
        }
        return row;
    }

    /** The values up to the closing parenthesis; the opening one is read. */
    private List<@Nullable String> tuple() throws IOException {
        var values = new ArrayList<@Nullable String>();
        var bare = new StringBuilder();
        String quoted = null;
        for (int c = next(); c >= 0; c = next()) {
            if (c == '\'') {
                quoted = string();
            } else if (c == ',' || c == ')') {
                values.add(quoted == null ? bare(bare) : quoted);
                bare.setLength(0);
                quoted = null;
                if (c == ')') {
                    return values;
                }
            } else if (bare.length() < LONGEST_STATEMENT_HEAD) {
                bare.append((char) c);
            }
        }
        throw brokenOff();
    }

    private static @Nullable String bare(StringBuilder text) {
        String value = text.toString().strip();
        return value.equalsIgnoreCase("NULL") ? null : value;
    }

    private boolean anotherTuple() throws IOException {
        for (int c = next(); c >= 0; c = next()) {
            if (c == '(') {
                return true;
            }
            if (c == ';') {
                return false;
            }
        }
        throw brokenOff();
    }

    /** A string up to its closing quote; the opening one is read. Longer ones than any field may be are cut. */
    private String string() throws IOException {
        var value = new StringBuilder();
        while (true) {
            int c = next();
            if (c == '\\') {
                append(value, unescaped(next()));
            } else if (c == '\'') {
                text.mark(1);
                if (text.read() != '\'') {
                    text.reset();
                    return value.toString();
                }
                append(value, '\'');
            } else if (c < 0) {
                throw brokenOff();
            } else {
                append(value, (char) c);
            }
        }
    }

    private static void append(StringBuilder value, char c) {
        if (value.length() <= Texts.LONGEST) {
            value.append(c);
        }
    }

    private static char unescaped(int c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> ' ';
            case 'Z' -> ' ';
            default -> (char) Math.max(c, 0);
        };
    }

    private int next() throws IOException {
        return text.read();
    }

    private static Problem brokenOff() {
        return ImportProblems.unreadable("The dump cannot be read: it breaks off in the middle of a row.");
    }

    private void take(String table, Map<String, String> row) {
        switch (table) {
            case "appointments" -> into.appointment(row);
            case "services" -> into.service(row);
            case "roles" -> keep(roles::put, row.get("id"), row.get("slug"));
            case "user_settings" -> keep(plans::put, row.get("id_users"), row.get("working_plan"));
            case "services_providers" -> keep(
                    (user, service) -> provides.computeIfAbsent(user, any -> new ArrayList<>()).add(service),
                    row.get("id_users"),
                    row.get("id_services"));
            case "users" -> keepUser(row);
            default -> throw new IllegalStateException(table + " is none of the tables that are read");
        }
    }

    private void keep(BiConsumer<String, String> map, @Nullable String key, @Nullable String value) {
        if (key != null && value != null) {
            requireRoom();
            map.accept(key, value);
        }
    }

    private void keepUser(Map<String, String> row) {
        requireRoom();
        var kept = new HashMap<String, String>();
        for (String column : List.of(
                "first_name", "last_name", "email", "mobile_number", "phone_number", "notes", "timezone", "language", "id_roles")) {
            String value = row.get(column);
            if (value != null && !value.isEmpty()) {
                kept.put(column, value);
            }
        }
        try {
            users.put(Integer.valueOf(Objects.requireNonNullElse(row.get("id"), "")), kept);
        } catch (NumberFormatException e) {
            throw ImportProblems.unreadable("The dump cannot be read: a user has no id that is a number.");
        }
    }

    private void requireRoom() {
        if (++kept > MOST_IN_MEMORY) {
            throw ImportProblems.tooLong("The dump has more users and settings than are taken at once.");
        }
    }

    private void tell() {
        users.forEach((id, user) -> {
            String role = roles.get(Objects.requireNonNullElse(user.get("id_roles"), ""));
            Person person = person(id, user);
            if ("provider".equals(role)) {
                String key = String.valueOf(id);
                into.provider(person, provides.getOrDefault(key, List.of()), plans.get(key));
            } else if ("customer".equals(role)) {
                into.customer(person);
            }
        });
    }

    private static Person person(int id, Map<String, String> user) {
        String mobile = user.get("mobile_number");
        String phone = mobile == null ? user.get("phone_number") : mobile;
        return new Person(
                id, user.get("first_name"), user.get("last_name"), user.get("email"), phone, user.get("timezone"),
                user.get("language"), user.get("notes"));
    }
}
