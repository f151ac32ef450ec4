package io.hakko.repository.integration;

import org.apache.camel.ProducerTemplate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The SFTP server, where there is one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${hakko.repository.sftp.host:}' != ''")
@EnableConfigurationProperties(SftpProperties.class)
class SftpTargetConfiguration {

    @Bean
    SftpTarget sftpTarget(ProducerTemplate camel, SftpProperties properties) {
        return new SftpTarget(camel, properties.server());
    }

    @Bean
    SftpRoute sftpRoute(SftpProperties properties) {
        return new SftpRoute(properties.server());
    }
}
