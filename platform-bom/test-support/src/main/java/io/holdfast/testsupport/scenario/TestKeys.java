package io.holdfast.testsupport.scenario;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * RSA keys that everybody can read in this project's sources, and so worth nothing outside of tests. To make a pair takes
 * some seconds of processor time in a JVM without its second compiler: it was a quarter of a service's tests.
 */
public final class TestKeys {

    private TestKeys() {}

    /** The pair (2048 bits) of an issuer whom a service under test trusts. */
    public static KeyPair issuer() {
        return pair("issuer.pem");
    }

    /** The pair (2048 bits) of somebody whom nobody trusts. */
    public static KeyPair stranger() {
        return pair("stranger.pem");
    }

    private static KeyPair pair(String file) {
        try (InputStream in = TestKeys.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new FileNotFoundException(file);
            }
            String pem = new String(in.readAllBytes(), US_ASCII);
            byte[] encoded = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            RSAPrivateCrtKey secret = (RSAPrivateCrtKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new KeyPair(
                    rsa.generatePublic(new RSAPublicKeySpec(secret.getModulus(), secret.getPublicExponent())), secret);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " is no RSA key", e);
        }
    }
}
