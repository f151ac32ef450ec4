package io.hakko.policy;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicyProperties.class)
class PolicyConfiguration {

    @Bean
    Profiles profiles(PolicyProperties properties) {
        return Profiles.running(
                Profiles.read(properties.profileLocations().toArray(String[]::new)), properties.services());
    }
}
