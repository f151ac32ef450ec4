package io.hakko.workflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * Deploys the models in code: one deployment for each process with the forms its tasks name, one for each decision. A
 * deployment whose content has not changed is not made again.
 */
@Component
class ProcessDeployment implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessDeployment.class);
    private static final Pattern FORM_KEY = Pattern.compile("camunda:formKey=\"embedded:deployment:([^\"]+)\"");
    private static final String SOURCE = "hakko";

    private final RepositoryService repository;
    private final ResourcePatternResolver resources;

    ProcessDeployment(RepositoryService repository, ResourcePatternResolver resources) {
        this.repository = repository;
        this.resources = resources;
    }

    @Override
    public void afterSingletonsInstantiated() {
        try {
            for (Resource decision : sorted("classpath*:processes/**/*.dmn")) {
                deploy(decision, Set.of());
            }
            for (Resource process : sorted("classpath*:processes/**/*.bpmn")) {
                deploy(process, formsOf(process));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void deploy(Resource model, Set<String> forms) throws IOException {
        DeploymentBuilder builder = repository
                .createDeployment()
                .name(model.getFilename())
                .source(SOURCE)
                .enableDuplicateFiltering(false);
        try (InputStream in = model.getInputStream()) {
            builder.addInputStream(model.getFilename(), in);
        }
        for (String form : forms) {
            try (InputStream in = resources.getResource("classpath:" + form).getInputStream()) {
                builder.addInputStream(form, in);
            }
        }
        builder.deploy();
        LOG.debug("Deployed {}", model.getFilename());
    }

    private Resource[] sorted(String pattern) throws IOException {
        Resource[] found = resources.getResources(pattern);
        Arrays.sort(found, Comparator.comparing(Resource::getFilename));
        return found;
    }

    private static Set<String> formsOf(Resource process) throws IOException {
        Set<String> forms = new TreeSet<>();
        Matcher matcher = FORM_KEY.matcher(process.getContentAsString(java.nio.charset.StandardCharsets.UTF_8));
        while (matcher.find()) {
            forms.add(matcher.group(1));
        }
        return forms;
    }
}
