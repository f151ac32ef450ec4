package io.hakko.desk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.hakko.desk.Problems;
import java.io.IOException;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ProblemHandlerTest {

    private final ProblemHandler handler = new ProblemHandler(mock(Problems.class));

    @Test
    void whoLeavesBeforeTheAnswerCameIsNoFailure(CapturedOutput output) {
        assertThat(handler.broken(new ClientAbortException(new IOException("Broken pipe"))))
                .isNull();

        assertThat(output).doesNotContain("Unexpected failure").doesNotContain("ERROR");
    }
}
