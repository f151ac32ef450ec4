package io.hakko;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HakkoTest
class SmokeTest {
    @Autowired
    RepositoryService repository;

    @Test
    void starts() {
        assertThat(repository.createDeploymentQuery().count()).isNotNegative();
    }
}
