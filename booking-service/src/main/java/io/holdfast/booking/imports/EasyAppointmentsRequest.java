package io.holdfast.booking.imports;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Where an Easy!Appointments installation is.
 *
 * @param url   its address, without {@code index.php}
 * @param token the API token of its settings; it is used now and not kept
 */
record EasyAppointmentsRequest(
        @NotNull(message = "is needed") @Size(max = 1_000, message = "must have at most 1000 characters") String url,
        @NotNull(message = "is needed") @Size(min = 1, max = 500, message = "must have 1 to 500 characters") String token) {

    /** Without the token. */
    @Override
    public String toString() {
        return "EasyAppointmentsRequest[" + url + "]";
    }
}
