package io.holdfast.testsupport.infrastructure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InfrastructureTest {

    @Test
    void testsShareOneInfrastructure() {
        assertThat(Infrastructure.forTests()).isSameAs(Infrastructure.forTests());
        assertThat(Infrastructure.forTests().redisUri()).isEqualTo(Infrastructure.forTests().redisUri());
    }
}
