package io.hakko;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class HakkoApplication {
    public static void main(String[] args) {
        SpringApplication.run(HakkoApplication.class, args);
    }
}
