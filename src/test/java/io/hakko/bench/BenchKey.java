package io.hakko.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The invented authority's key, as an operator makes it. */
final class BenchKey {

    private BenchKey() {}

    /** Makes a PKCS#12 file with an RSA key of 4096 bits in a folder. */
    static Path makeIn(Path folder) throws IOException, InterruptedException {
        return makeIn(folder, 4096);
    }

    /** Makes a PKCS#12 file with an RSA key in a folder. */
    static Path makeIn(Path folder, int bits) throws IOException, InterruptedException {
        Path file = folder.resolve("ca" + (bits == 4096 ? "" : bits) + ".p12").toAbsolutePath();
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "ca",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        Integer.toString(bits),
                        "-sigalg",
                        "SHA256withRSA",
                        "-dname",
                        "CN=Demo AOSign G2 CA,OU=Certification Section 1,O=Reiji Ninsho K.K.,C=JP",
                        "-validity",
                        "7300",
                        "-ext",
                        "bc:critical=ca:true",
                        "-ext",
                        "ku:critical=keyCertSign,cRLSign",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        HakkoNode.KEY_PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        return file;
    }
}
