package io.hakko;

import io.hakko.cli.CardWorkerProgram;
import io.hakko.cli.HakkoCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service, or runs a command when the first argument names one ({@code story}, {@code user}, {@code audit}). */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HakkoApplication {

    public static void main(String[] args) {
        if (CardWorkerProgram.isNamedBy(args)) {
            System.exit(CardWorkerProgram.run());
        }
        if (HakkoCommand.isNamedBy(args)) {
            System.exit(HakkoCommand.run(HakkoApplication.class, args));
        }
        SpringApplication.run(HakkoApplication.class, args);
    }
}
