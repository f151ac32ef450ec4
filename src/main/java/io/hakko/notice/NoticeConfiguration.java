package io.hakko.notice;

import io.hakko.policy.Profiles;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LettersProperties.class)
class NoticeConfiguration {

    @Bean
    LetterFont letterFont(LettersProperties properties) {
        return LetterFont.load(properties.font(), properties.fontBold());
    }

    @Bean
    LetterPrinter letterPrinter(Profiles profiles, LetterFont font) {
        return new LetterPrinter(profiles, font);
    }
}
