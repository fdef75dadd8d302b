package io.iotflow.local.stack;

import io.iotflow.local.home.StackHome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for localhost that nobody trusts but those who take it from the home, for MQTT over TLS. Made once, by
 * the keytool of the JDK.
 *
 * @param key PEM, PKCS 8; its owner's alone
 * @param chain PEM
 */
record LocalCertificate(Path key, Path chain) {

    private static final String PASSWORD = "only-while-it-is-made";
    private static final String ALIAS = "localhost";

    /** Finds the certificate of a home, or makes it. */
    static LocalCertificate of(StackHome home, String java) throws IOException {
        Path folder = Files.createDirectories(home.folder().resolve("tls"));
        LocalCertificate certificate =
                new LocalCertificate(folder.resolve("key.pem"), folder.resolve("certificate.pem"));
        if (!Files.exists(certificate.key) || !Files.exists(certificate.chain)) {
            certificate.make(folder.resolve("made.p12"), Path.of(java).resolveSibling("keytool"));
        }
        return certificate;
    }

    private void make(Path store, Path keytool) throws IOException {
        try {
            Files.deleteIfExists(store);
            run(store, keytool);
            KeyStore made = KeyStore.getInstance("PKCS12");
            try (InputStream bytes = Files.newInputStream(store)) {
                made.load(bytes, PASSWORD.toCharArray());
            }
            byte[] secret = made.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
            StackHome.writePrivately(key, pem("PRIVATE KEY", secret));
            StackHome.writePrivately(
                    chain, pem("CERTIFICATE", made.getCertificate(ALIAS).getEncoded()));
        } catch (GeneralSecurityException failure) {
            throw new IOException("the certificate for MQTT over TLS could not be made", failure);
        } finally {
            Files.deleteIfExists(store);
        }
    }

    private static void run(Path store, Path keytool) throws IOException {
        Process process = new ProcessBuilder(command(store, keytool))
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the certificate was made", interrupted);
        }
    }

    private static List<String> command(Path store, Path keytool) {
        String options = "-genkeypair -keyalg EC -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1"
                + " -validity 3650 -storetype PKCS12 -alias " + ALIAS + " -storepass " + PASSWORD;
        List<String> command = new ArrayList<>(List.of(keytool.toString()));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-keystore", store.toString()));
        return command;
    }

    private static String pem(String type, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }
}
