package io.hakko.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hakko.HakkoApplication;
import io.hakko.ca.SoftHsm;
import io.hakko.embedded.EmbeddedDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** A new installation as in production, on a database and with an HSM of its own; settings are system properties until it is closed. */
final class Installation implements AutoCloseable {

    private static final String PASSWORD = "only-in-this-test";

    private final Path home;
    private final EmbeddedDatabase database;
    private final SoftHsm hsm;
    private final List<String> set = new ArrayList<>();
    private String output = "";

    /** @param services ids of the services it runs */
    Installation(Path home, String... services) throws IOException {
        this.home = home;
        this.database = EmbeddedDatabase.startTemporary();
        this.hsm = SoftHsm.create(Files.createDirectory(home.resolve("hsm")));
        hsm.start();
        Files.writeString(home.resolve("password"), PASSWORD + "\n");
        set("HAKKO_DB_URL", database.jdbcUrl());
        set("HAKKO_DB_USER", EmbeddedDatabase.RUNTIME);
        set("HAKKO_DB_PASSWORD", "trusted in this test");
        set("HAKKO_DB_OWNER", EmbeddedDatabase.OWNER);
        set("HAKKO_DB_OWNER_PASSWORD", "trusted in this test");
        set("HAKKO_SERVICES", String.join(",", services));
        set("HAKKO_REPOSITORY_BASEURL", "http://repository.example/repository");
        set("HAKKO_REPOSITORY_LDAPHOST", "directory.example");
        set("hakko.repository.base-url", "http://repository.example/repository");
        set("hakko.repository.ldap-host", "directory.example");
        set("hakko.repository.folder", home.resolve("repository").toString());
    }

    EmbeddedDatabase database() {
        return database;
    }

    SoftHsm hsm() {
        return hsm;
    }

    /** A file of this installation. */
    Path file(String name) {
        return home.resolve(name);
    }

    void set(String name, String value) {
        System.setProperty(name, value);
        set.add(name);
    }

    void unset(String name) {
        System.clearProperty(name);
    }

    /** The key of this authority is, or is to be, in a file. */
    void keyInFile(String caId) {
        set(environment(caId) + "_KEYSTORE", file(caId + ".p12").toString());
        set(property(caId) + ".keystore", file(caId + ".p12").toString());
        set(property(caId) + ".password", PASSWORD);
    }

    /** The key of this authority is, or is to be, in the HSM. */
    void keyInHsm(String caId) {
        set(environment(caId) + "_PKCS11_MODULE", SoftHsm.library().toString());
        set(property(caId) + ".pkcs11.module", SoftHsm.library().toString());
        set(property(caId) + ".pkcs11.token-label", SoftHsm.TOKEN);
        set(property(caId) + ".pkcs11.key-label", caId);
        set(property(caId) + ".pkcs11.pin-file", hsm.pinFile().toString());
        set(property(caId) + ".pkcs11.certificate", file(caId + ".pem").toString());
    }

    private static String property(String caId) {
        return "hakko.ca." + caId.replace("-", "");
    }

    private static String environment(String caId) {
        return "HAKKO_CA_" + caId.replace("-", "").toUpperCase(Locale.ROOT);
    }

    void account(String id, String role) {
        InputStream terminal = System.in;
        try {
            System.setIn(new ByteArrayInputStream((PASSWORD + "\n").getBytes(StandardCharsets.UTF_8)));
            assertThat(run("user", "add", id, "--name", id, "--role", role))
                    .as(output())
                    .isZero();
        } finally {
            System.setIn(terminal);
        }
    }

    /** A ceremony of sato under the eyes of suzuki. */
    int ceremony(String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of(
                "--by",
                "sato",
                "--with",
                "suzuki",
                "--by-password-file",
                file("password").toString(),
                "--with-password-file",
                file("password").toString(),
                "--reason",
                "鍵の更新"));
        return run(arguments.toArray(String[]::new));
    }

    /** Exit code of a command. */
    int run(String... arguments) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        int code = HakkoCommand.run(HakkoApplication.class, writer, writer, arguments);
        output = out.toString();
        return code;
    }

    /** What the last command printed. */
    String output() {
        return output;
    }

    /** The service without its web side. */
    ConfigurableApplicationContext service() {
        return new ServiceContext(HakkoApplication.class).start(Map.of());
    }

    @Override
    public void close() {
        set.forEach(System::clearProperty);
        hsm.close();
        database.close();
    }
}
