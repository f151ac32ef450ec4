package io.hakko;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/**
 * A test on the whole service: real engine, embedded PostgreSQL, a clock that stands still until the test moves it. One
 * context is shared by all these tests, so a test makes its own cases and never counts rows of others.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@ActiveProfiles({"test", "embedded"})
@Import(TestClockConfiguration.class)
@TestExecutionListeners(listeners = OwnEngineListener.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface HakkoTest {}
