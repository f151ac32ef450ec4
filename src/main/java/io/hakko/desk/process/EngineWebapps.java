package io.hakko.desk.process;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.util.EnumSet;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.spring.boot.starter.webapp.CamundaBpmWebappInitializer;
import org.camunda.bpm.spring.boot.starter.webapp.filter.LazyDelegateFilter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.stereotype.Component;

/**
 * Puts {@link IndexPages} in the place of the filter that serves the first pages of the engine's web applications. The
 * starter registers its own only when the name is free; ours takes the name before and its place in the chain after.
 */
@Component
class EngineWebapps implements BeanPostProcessor {

    private static final String NAME = "Engines Filter";

    private final ObjectProvider<CamundaBpmProperties> properties;

    EngineWebapps(ObjectProvider<CamundaBpmProperties> properties) {
        this.properties = properties;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof CamundaBpmWebappInitializer initializer) {
            return (ServletContextInitializer) context -> initialize(context, initializer);
        }
        return bean;
    }

    private void initialize(ServletContext context, CamundaBpmWebappInitializer initializer) throws ServletException {
        FilterRegistration.Dynamic registration = context.addFilter(NAME, new LazyDelegateFilter<>(IndexPages.class));
        initializer.onStartup(context);
        String path = properties.getObject().getWebapp().getApplicationPath();
        registration.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST), true, path + "/api/*", path + "/app/*", path, path + "/");
    }
}
