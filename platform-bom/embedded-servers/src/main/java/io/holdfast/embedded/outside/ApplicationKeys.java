package io.holdfast.embedded.outside;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;

/**
 * A VAPID key pair as everybody writes it, in unpadded URL-safe Base64.
 *
 * @param publicKey  an uncompressed point of P-256
 * @param privateKey 32 bytes
 */
public record ApplicationKeys(String publicKey, String privateKey) {
    private static final int PRIVATE_BYTES = 32;

    public static ApplicationKeys generate() {
        try {
            KeyPair pair = P256.newPair();
            BigInteger number = ((ECPrivateKey) pair.getPrivate()).getS();
            return new ApplicationKeys(
                    P256.base64(P256.point((ECPublicKey) pair.getPublic())), P256.base64(P256.fixed(number, PRIVATE_BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has P-256", e);
        }
    }

    /** Without the private key. */
    @Override
    public String toString() {
        return "ApplicationKeys[" + publicKey + "]";
    }
}
