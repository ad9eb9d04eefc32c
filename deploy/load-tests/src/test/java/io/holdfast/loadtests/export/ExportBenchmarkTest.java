package io.holdfast.loadtests.export;

import io.holdfast.testsupport.infrastructure.Infrastructure;
import io.holdfast.testsupport.scenario.InTurn;
import org.junit.jupiter.api.Test;

/** That it can be run; it throws where a booking is missing. */
@InTurn(1)
class ExportBenchmarkTest {

    @Test
    void allBookingsAreExported() throws Exception {
        new ExportBenchmark(450, 128, true).run(Infrastructure.forTests().mongodbUri());
    }
}
