package io.holdfast.matching.persistence;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import io.holdfast.matching.domain.Gender;
import io.holdfast.matching.domain.ProfessionalId;
import io.holdfast.matching.domain.TenantId;
import io.holdfast.matching.domain.match.AskedTimes;
import io.holdfast.matching.domain.match.Candidate;
import io.holdfast.matching.domain.match.OccupiedTimes;
import io.holdfast.matching.domain.match.Position;
import io.holdfast.matching.domain.match.WorkingHours;
import io.holdfast.matching.domain.match.WorkingHours.DateHours;
import io.holdfast.matching.domain.match.WorkingHours.Hours;
import io.holdfast.matching.domain.match.WorkingHours.Pause;
import io.holdfast.matching.domain.match.WorkingHours.Recurring;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A candidate as bytes, in one field beside those it is made from. A search may read thousands; as fields, each has hundreds
 * of values to be read, named and boxed, which takes many times as long as the query and the scoring (README, decision 22).
 */
final class CandidateDigest {

    /** Another whenever the form changes, or the order of an enum in it: what is not of this format is read by its fields. */
    static final byte FORMAT = 1;

    private static final byte NOTHING = -1;
    private static final DayOfWeek[] DAYS = DayOfWeek.values();
    private static final Gender[] GENDERS = Gender.values();

    private CandidateDigest() {}

    // ---- writing

    static Binary of(Candidate candidate) {
        var bytes = new ByteArrayOutputStream(4_096);
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(FORMAT);
            write(candidate.id().value(), out);
            write(candidate.displayName(), out);
            out.writeByte(candidate.gender() == null ? NOTHING : candidate.gender().ordinal());
            writeAll(candidate.languages(), text -> write(text, out), out);
            writeAll(candidate.skills(), text -> write(text, out), out);
            writeAll(candidate.cities(), text -> write(text, out), out);
            writeAll(candidate.positions(), position -> {
                out.writeDouble(position.latitude());
                out.writeDouble(position.longitude());
            }, out);
            out.writeDouble(candidate.rating() == null ? Double.NaN : candidate.rating());
            out.writeInt(candidate.ratings());
            write(candidate.hours(), out);
            write(candidate.occupied().toInts(), out);
            write(candidate.asked().toInts(), out);
            out.write(candidate.asked().toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Binary(bytes.toByteArray());
    }

    @FunctionalInterface
    private interface Write<T> {
        void write(T one) throws IOException;
    }

    private static <T> void writeAll(List<T> all, Write<T> each, DataOutputStream out) throws IOException {
        out.writeShort(all.size());
        for (T one : all) {
            each.write(one);
        }
    }

    private static void write(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort(bytes.length);
        out.write(bytes);
    }

    private static void write(@Nullable WorkingHours hours, DataOutputStream out) throws IOException {
        out.writeBoolean(hours != null);
        if (hours == null) {
            return;
        }
        write(hours.zone().getId(), out);
        for (DayOfWeek day : DAYS) {
            write(hours.weekly().get(day), out);
        }
        writeAll(hours.recurring(), more -> {
            out.writeInt(more.everyWeeks());
            out.writeLong(more.from().toEpochDay());
            out.writeLong(more.until() == null ? Long.MAX_VALUE : more.until().toEpochDay());
            out.writeByte(bits(more.days()));
            write(more.hours(), out);
        }, out);
        writeAll(hours.breaks(), pause -> {
            write(pause.hours(), out);
            out.writeByte(bits(pause.days()));
        }, out);
        writeAll(hours.overrides(), override -> {
            out.writeLong(override.date().toEpochDay());
            write(override.hours(), out);
        }, out);
        out.writeLong(hours.minutesBefore());
        out.writeLong(hours.minutesAfter());
    }

    private static void write(@Nullable Hours hours, DataOutputStream out) throws IOException {
        out.writeShort(hours == null ? NOTHING : hours.from());
        out.writeShort(hours == null ? NOTHING : hours.to());
    }

    private static int bits(List<DayOfWeek> days) {
        int bits = 0;
        for (DayOfWeek day : days) {
            bits |= 1 << day.ordinal();
        }
        return bits;
    }

    private static void write(int[] numbers, DataOutputStream out) throws IOException {
        out.writeShort(numbers.length);
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    // ---- reading

    /** Empty for another format. */
    static Optional<Candidate> read(TenantId tenant, byte[] digest) {
        ByteBuffer in = ByteBuffer.wrap(digest);
        if (!in.hasRemaining() || in.get() != FORMAT) {
            return Optional.empty();
        }
        var id = new ProfessionalId(tenant, text(in));
        String displayName = text(in);
        byte gender = in.get();
        List<String> languages = all(in, () -> text(in));
        List<String> skills = all(in, () -> text(in));
        List<String> cities = all(in, () -> text(in));
        List<Position> positions = all(in, () -> new Position(in.getDouble(), in.getDouble()));
        double rating = in.getDouble();
        int ratings = in.getInt();
        return Optional.of(new Candidate(
                id,
                displayName,
                gender == NOTHING ? null : GENDERS[gender],
                languages,
                skills,
                cities,
                positions,
                Double.isNaN(rating) ? null : rating,
                ratings,
                workingHours(in),
                OccupiedTimes.ofInts(numbers(in)),
                asked(in)));
    }

    private static int count(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    private static <T> List<T> all(ByteBuffer in, Supplier<T> each) {
        int count = count(in);
        if (count == 0) {
            return List.of();
        }
        var all = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            all.add(each.get());
        }
        return List.copyOf(all);
    }

    private static String text(ByteBuffer in) {
        int length = count(in);
        String text = new String(in.array(), in.arrayOffset() + in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    private static @Nullable WorkingHours workingHours(ByteBuffer in) {
        if (in.get() == 0) {
            return null;
        }
        ZoneId zone = ZoneId.of(text(in));
        var weekly = new EnumMap<DayOfWeek, Hours>(DayOfWeek.class);
        for (DayOfWeek day : DAYS) {
            Hours hours = hours(in);
            if (hours != null) {
                weekly.put(day, hours);
            }
        }
        List<Recurring> recurring = all(in, () -> recurring(in));
        List<Pause> breaks = all(in, () -> new Pause(workedHours(in), days(in.get())));
        List<DateHours> overrides = all(in, () -> new DateHours(LocalDate.ofEpochDay(in.getLong()), hours(in)));
        return new WorkingHours(zone, weekly, recurring, breaks, overrides, in.getLong(), in.getLong());
    }

    private static Recurring recurring(ByteBuffer in) {
        int everyWeeks = in.getInt();
        LocalDate from = LocalDate.ofEpochDay(in.getLong());
        long until = in.getLong();
        return new Recurring(
                everyWeeks, from, until == Long.MAX_VALUE ? null : LocalDate.ofEpochDay(until), days(in.get()), workedHours(in));
    }

    private static @Nullable Hours hours(ByteBuffer in) {
        short from = in.getShort();
        short to = in.getShort();
        return from == NOTHING ? null : new Hours(from, to);
    }

    private static Hours workedHours(ByteBuffer in) {
        return new Hours(in.getShort(), in.getShort());
    }

    private static List<DayOfWeek> days(byte bits) {
        var days = new ArrayList<DayOfWeek>(DAYS.length);
        for (DayOfWeek day : DAYS) {
            if ((bits & (1 << day.ordinal())) != 0) {
                days.add(day);
            }
        }
        return days;
    }

    private static AskedTimes asked(ByteBuffer in) {
        int[] numbers = numbers(in);
        var statuses = new byte[in.remaining()];
        in.get(statuses);
        return AskedTimes.of(numbers, statuses);
    }

    /** All at once, not one by one. */
    private static int[] numbers(ByteBuffer in) {
        var numbers = new int[count(in)];
        in.asIntBuffer().get(numbers);
        in.position(in.position() + numbers.length * Integer.BYTES);
        return numbers;
    }
}
