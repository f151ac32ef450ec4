package io.hakko.repository.integration;

import io.hakko.repository.domain.Fetched;
import io.hakko.repository.domain.Publication;
import io.hakko.repository.domain.PublicationTarget;
import io.hakko.shared.DerContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The folder of a static web server, laid out as the HTTP repository. */
@Component
@ConditionalOnProperty("hakko.repository.folder")
class RepositoryFolder implements PublicationTarget {

    private static final Pattern NUMBERED = Pattern.compile("crl-([1-9][0-9]{0,17})\\.crl");

    private final ProducerTemplate camel;
    private final Path folder;

    RepositoryFolder(ProducerTemplate camel, @Value("${hakko.repository.folder}") Path folder) {
        this.camel = camel;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public void put(Publication publication) {
        RepositoryFile.of(publication).forEach(file -> write(file.name(), file.content()));
    }

    @Override
    public boolean serves(Publication publication) {
        return RepositoryFile.of(publication).stream().allMatch(file -> holds(file.name(), file.content()));
    }

    @Override
    public long highestNumber(String caId) {
        Path served = folder.resolve(caId);
        if (!Files.isDirectory(served)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(served)) {
            return files.map(file -> NUMBERED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("the repository folder cannot be read", e);
        }
    }

    private void write(String name, DerContent content) {
        try (InputStream in = content.open()) {
            camel.sendBodyAndHeader(RepositoryFolderRoute.ENDPOINT, in, Exchange.FILE_NAME, name);
        } catch (IOException e) {
            throw new UncheckedIOException("the published CRL cannot be read", e);
        }
    }

    private boolean holds(String name, DerContent content) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Fetched.equals(in, content);
        } catch (IOException e) {
            throw new UncheckedIOException("the repository folder cannot be read", e);
        }
    }
}
