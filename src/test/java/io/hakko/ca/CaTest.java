package io.hakko.ca;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A test on the modules ca and repository; all share one context and one database. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringJUnitConfig(CaTestContext.class)
@ActiveProfiles("test")
@TestPropertySource(properties = "hakko.demo-ca.folder=${test.ca:target/test-ca}")
public @interface CaTest {}
