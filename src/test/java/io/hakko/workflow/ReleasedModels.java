package io.hakko.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.RepositoryService;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Models and forms as another release of Hakko would bring them: those on the class path, some of them changed. */
public final class ReleasedModels extends PathMatchingResourcePatternResolver {

    private final Map<String, String> changed = new HashMap<>();

    /** Changes a file, named as on the class path; a change that changes nothing is a mistake of the test. */
    public ReleasedModels change(String path, UnaryOperator<String> change) {
        String before = changed.getOrDefault(path, text(super.getResource("classpath:" + path)));
        String after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalArgumentException("nothing is changed in " + path);
        }
        changed.put(path, after);
        return this;
    }

    /** Does what a node with these files does when it starts. */
    public void start(RepositoryService repository) {
        new ProcessDeployment(repository, this).afterSingletonsInstantiated();
    }

    @Override
    public Resource[] getResources(String pattern) throws IOException {
        Resource[] found = super.getResources(pattern);
        for (int i = 0; i < found.length; i++) {
            String url = found[i].getURL().toString();
            for (Map.Entry<String, String> file : changed.entrySet()) {
                if (url.endsWith("/" + file.getKey())) {
                    found[i] = resource(file.getKey());
                }
            }
        }
        return found;
    }

    @Override
    public Resource getResource(String location) {
        String path = location.replaceFirst("^classpath:", "");
        return changed.containsKey(path) ? resource(path) : super.getResource(location);
    }

    private Resource resource(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return new ByteArrayResource(changed.get(path).getBytes(StandardCharsets.UTF_8), path) {
            @Override
            public String getFilename() {
                return name;
            }
        };
    }

    private static String text(Resource resource) {
        try {
            return resource.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
